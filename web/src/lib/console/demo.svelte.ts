import { demoEndpoints, type DemoLogin } from "@warmline/shared/demo/api.ts";
import { call, type Refused } from "../call.ts";

/**
 * Whether what the screens show is a demo city, and whether its simulated residents are stirring.
 */
class Demo {
  on = $state(false);
  simulator = $state(false);
  logins = $state.raw<readonly DemoLogin[]>([]);

  async load(): Promise<void> {
    const answer = await call(demoEndpoints.readDemo, {});
    if (!answer.ok) return;
    this.on = answer.value.demo;
    this.simulator = answer.value.simulator;
    this.logins = answer.value.logins;
  }

  async setSimulator(on: boolean): Promise<Refused | null> {
    const answer = await call(demoEndpoints.switchSimulator, { body: { on } });
    if (!answer.ok) return answer;
    this.simulator = answer.value.simulator;
    return null;
  }
}

export const demo = new Demo();
