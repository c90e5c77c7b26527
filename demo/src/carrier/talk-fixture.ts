import { expect } from "vitest";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { queuedCalls } from "@warmline/shared/acd/model.ts";
import { clientOf } from "@warmline/shared/twilio/parties.ts";
import type { Carrier } from "./carrier.ts";
import type { Line } from "./line.ts";
import { startCarrier } from "./of-process.ts";
import type { Fields } from "./post.ts";
import type { CarrierOptions, Rung } from "./report.ts";
import type { Asked, OfRest } from "./rest/answer.ts";

/** For tests: callers and desks on the simulated line. */

const PUBLIC_URL = "https://warm.example/city/";
const CALLER = "+8613800000011";
const OF_TELEPHONE = { DEMO: "true", PUBLIC_URL, AREA_CODE: "0352" };

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface AtDesk {
  readonly id: string;
  readonly post: (path: string, body?: object) => Promise<Answer>;
  readonly connect: (callId: string) => Promise<Line>;
}

interface Agent extends AtDesk {
  /** Of what they answered. */
  readonly callIds: string[];
}

export interface InTalk {
  readonly agent: Agent;
  readonly caller: Line;
  readonly desk: Line;
}

export interface Telephone {
  readonly server: TestServer;
  readonly carrier: Carrier;
  agentReady(): Promise<Agent>;
  supervisor(): Promise<AtDesk>;
  callerWaits(): Promise<Line>;
  /** `dial`: who hung up to be rung back is rung. */
  answered(agent: Agent, callId: string, by?: "answer" | "dial"): Promise<void>;
  /** The line is called in, and does not look by itself. */
  talks(line: Line): Promise<void>;
  /** A caller and an agent in one conference. */
  inTalk(): Promise<InTalk>;
  say(line: Line, text: string): Promise<unknown>;
  /** Requests to the carrier are held up so long; null: no more. */
  hinder(by: OfRest["onTheWay"] | null): void;
  /** Such callbacks never arrive; null: all of them do. */
  lose(which: CarrierOptions["loses"] | null): void;
  /** What comes of text messages; null: they are delivered. */
  texting(by: CarrierOptions["texting"] | null): void;
  /** What comes of ringing somebody from now on. */
  comesOfRinging(rung: Rung | Promise<Rung>): void;
  /** Everybody wraps up and signs off. */
  afterwards(): Promise<void>;
}

export async function openTelephone(settings: Record<string, string> = {}): Promise<Telephone> {
  const server = await startTestServer({ ...OF_TELEPHONE, ...settings });
  let hindered: OfRest["onTheWay"] | null = null;
  const onTheWay = (asked: Asked) => hindered?.(asked);
  let lost: CarrierOptions["loses"] | null = null;
  const loses = (fields: Fields) => lost?.(fields) ?? false;
  let rung: Rung | Promise<Rung> = "answer";
  const ringing = () => rung;
  let textedBy: CarrierOptions["texting"] | null = null;
  const texting = (to: string) => textedBy?.(to) ?? ("delivered" as const);
  const acting = { onTheWay, loses, ringing, texting };
  const carrier = (await startCarrier(server.deps, server.url, acting))!;
  const agents: Agent[] = [];

  async function atDesk(role: "agent" | "supervisor"): Promise<AtDesk> {
    const { cookie, id } = await server.signIn([role]);
    return {
      id,
      post: (path, body = {}) => server.request(`/api/acd/${path}`, { cookie, body }),
      connect: (callId) => carrier.connect(clientOf(id), callId),
    };
  }

  const telephone: Telephone = {
    server,
    carrier,
    supervisor: () => atDesk("supervisor"),
    async agentReady() {
      const agent = { ...(await atDesk("agent")), callIds: [] };
      agents.push(agent);
      await agent.post("ready");
      return agent;
    },
    async callerWaits() {
      const { id } = await carrier.dial(CALLER);
      await carrier.tell(id, { event: "keys", text: "0" });
      return carrier.line(id)!;
    },
    async answered({ post, callIds }, callId, by = "answer") {
      callIds.push(callId);
      const answer = () => post(by, { callId }).then(({ status }) => status);
      await expect.poll(answer).toBe(200);
    },
    async talks(line) {
      await expect.poll(() => standing(server, line)).toMatchObject({ ledIn: true });
    },
    async inTalk() {
      const agent = await telephone.agentReady();
      const caller = await telephone.callerWaits();
      await telephone.answered(agent, caller.id);
      await telephone.talks(caller);
      const desk = await agent.connect(caller.id);
      return { agent, caller, desk };
    },
    hinder: (by) => (hindered = by),
    texting: (by) => (textedBy = by),
    lose: (which) => (lost = which),
    comesOfRinging: (next) => void (rung = next),
    say: ({ id }, text) => carrier.tell(id, { event: "said", text }),
    async afterwards() {
      for (const { post, callIds } of agents.splice(0)) {
        for (const callId of callIds) {
          await post("finish-wrap-up", { callId, disposition: { about: "other" } });
        }
        await post("sign-off");
      }
    },
  };
  return telephone;
}

/** Where it is not led in: how the queued call stands, and what the line was told last. */
async function standing({ deps }: TestServer, { id, leadOut, status, path, requests }: Line) {
  const call = await deps.store.get(queuedCalls, id);
  return { ledIn: leadOut !== null, status, path, requests, call };
}

export const heardBy = ({ heard }: Line) => heard.map(({ by, text }) => `${by}: ${text}`);
