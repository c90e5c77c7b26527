import type { zh } from "./scripts.zh.ts";

type Zh = typeof zh;
type Words<A extends readonly unknown[]> = { readonly [At in keyof A]: string };
/** The same steps; of answers only what is said, in the same order. */
type Translated<S> = S extends { readonly answers: infer A extends readonly unknown[] }
  ? { ask: string; answers: Words<A> } & (S extends { hint: string } ? { hint: string } : unknown)
  : { say: string };

/** The first diagnosis scripts in English. */
export const en: {
  readonly [Slug in keyof Zh]: {
    title: string;
    steps: { readonly [Id in keyof Zh[Slug]["steps"]]: Translated<Zh[Slug]["steps"][Id]> };
  };
} = {
  air: {
    title: "Diagnosis: air",
    steps: {
      where: {
        ask: "Feel the cold radiator: cold above and warm below, or cold all over?",
        hint: "With floor heating feel each loop at the manifold.",
        answers: [
          "Cold above, warm below",
          "Cold all over",
          "Warm above, cold below",
          "Floor heating: some loops warm, some cold",
        ],
      },
      valves: {
        ask: "Are its inlet and return valves both open? The handle along the pipe is open.",
        answers: ["One was shut, open now", "Both are open", "It does not turn"],
      },
      key: {
        ask: "Is there a radiator key or a flat screwdriver, and somebody who can do it?",
        hint: "Old people or children alone do not bleed radiators.",
        answers: ["Yes, doing it now", "No, or they do not dare"],
      },
      bleed: {
        ask: "A towel around the valve, a bowl below; turn it left a little. Air or water?",
        hint: "Remind them: very hot, no face or hand before it; tight once water comes in a stream.",
        answers: [
          "Air first, then water; tight again",
          "Water at once, no air",
          "Nothing comes",
          "It does not close, it leaks",
        ],
      },
      wait: {
        ask: "Good. Feel it again in two or three hours. Is it getting warm already?",
        hint: "It takes time; mostly nobody feels it yet: choose to wait.",
        answers: ["It gets warm", "They have to wait"],
      },
      warm: { say: "Warm after bleeding (opening a valve): solved." },
      later: {
        say: "Bled (valve opened) by phone; to look again in two or three hours and call if it stays cold.",
      },
      flow: { say: "No air: little flow or a blockage. To visit with tools for the filter." },
      empty: { say: "Neither air nor water at the valve: too little water, or blocked. To visit." },
      stuck: { say: "A valve does not turn: to visit with a wrench and spare parts." },
      help: { say: "No tools, or nobody to do it: to visit and bleed the air." },
      drips: {
        say: "The bleed valve does not close and leaks: shut inlet and return, send at once.",
      },
    },
  },
  valve: {
    title: "Diagnosis: valves of the flat",
    steps: {
      neighbours: {
        ask: "Are the neighbours above, below and beside warm?",
        answers: ["They are, only this flat is cold", "They are cold too", "Not asked"],
      },
      find: {
        ask: "Find the flat's inlet and return valve in the shaft or stairwell. Found?",
        hint: "Mostly the room's number is beside it; along the pipe is open, across it is shut.",
        answers: [
          "Found, both open",
          "Found, one is shut",
          "It is locked or sealed",
          "Not found, or the shaft is locked",
        ],
      },
      why: {
        ask: "Who shut it? Decorating, a leak, or was supply stopped?",
        hint: "Look whether supply is stopped or money owed before it is opened.",
        answers: [
          "Themselves or nobody knows; not stopped",
          "Supply was stopped",
          "Because of a leak",
        ],
      },
      open: {
        ask: "Open both slowly and watch the joints. Does water run?",
        answers: ["Open, it runs, no drips", "Open, but it leaks", "It does not turn"],
      },
      feel: {
        ask: "Feel the pipe before and behind the inlet valve.",
        answers: [
          "Hot before, cold behind",
          "Cold before, too",
          "Hot on both sides, rooms still cold",
        ],
      },
      opened: {
        say: "A valve was shut and is open now: bleed once, look again in two or three hours.",
      },
      blocked: {
        say: "Hot before and cold behind: the filter is blocked or the valve broken. To visit with tools.",
      },
      inside: {
        say: "Both pipes hot, rooms cool: look for covers and insulation; visit to measure.",
      },
      building: {
        say: "Cold before the flat: a matter of the unit or building; look for an outage first.",
      },
      locked: {
        say: "Locked or sealed: look for a stop or arrears; they do not touch it; to billing.",
      },
      stopped: { say: "Supply was stopped here: to be restored by a request, not by opening." },
      hidden: { say: "The valve cannot be seen: to visit and open the shaft." },
      stuck: { say: "The flat's valve does not turn: to visit with a wrench and spare parts." },
      leaking: { say: "It leaks once open: keep it shut, send as an urgent leak." },
    },
  },
  filter: {
    title: "Diagnosis: filter",
    steps: {
      feel: {
        ask: "With the inlet valve open, feel the pipe before and behind the filter (the slanted tee).",
        hint: "Valves not looked at yet? Run that script first.",
        answers: ["Hot before, cold behind", "Hot on both sides", "Cold on both sides"],
      },
      since: {
        ask: "Since the first day, or did it cool down after having been warm?",
        answers: ["It cooled down slowly", "Since the first day", "Warm yesterday, suddenly cold"],
      },
      cleaned: {
        ask: "Was the filter cleaned this winter, and where is it?",
        answers: [
          "Not cleaned, in the shaft",
          "Not cleaned, inside the flat",
          "Cleaned, blocked again",
        ],
      },
      sudden: {
        ask: "Did the neighbours turn cold suddenly, too?",
        answers: ["Yes, they did", "No, only this flat"],
      },
      shaft: { say: "The filter seems blocked, in the shaft: to clean; nobody has to be at home." },
      home: { say: "The filter seems blocked, inside: to clean by appointment." },
      again: { say: "Blocked again and again: to clean, and look for dirt in the riser." },
      inside: { say: "The filter is free: go on with radiators and manifold." },
      before: { say: "No hot water before the filter: a matter of the unit or building." },
    },
  },
  alteration: {
    title: "Diagnosis: alterations in the flat",
    steps: {
      changed: {
        ask: "Was the heating altered: radiators, floor heating, pipes, more of them?",
        hint: "No reproach, only facts: it helps whoever repairs.",
        answers: ["It was", "It was not", "Bought second-hand, not known"],
      },
      approved: {
        ask: "Was it asked for at a hall before, and accepted afterwards?",
        answers: ["Asked for and accepted", "Not asked for"],
      },
      since: {
        ask: "Was it ever warm afterwards?",
        answers: ["Never since", "It was, until this year"],
      },
      pump: {
        ask: "Was a pump fitted? Is water drawn from the heating?",
        answers: ["A pump", "Water was drawn", "Neither"],
      },
      covered: {
        ask: "Do covers or furniture stand before radiators; are valves walled in?",
        answers: ["Covered, can be cleared", "Walled in", "No"],
      },
      remove: { say: "A pump is fitted: told that it has to go; to visit and note it." },
      water: { say: "Water was drawn: told not to; to visit, see pressure and pipes." },
      look: { say: "Altered or not known, and cold: to visit, see what was altered and the flow." },
      clear: { say: "Covered: to be cleared; look again in a day, call if it stays cold." },
      walled: { say: "Valves or pipes are walled in: the household opens a hatch, then a visit." },
      normal: { say: "Nothing altered or covered: go on with valves and filter." },
    },
  },
  building: {
    title: "Diagnosis: a whole building or unit is cold",
    steps: {
      known: {
        ask: "(Look first whether an outage is known where they live.) Is there one?",
        hint: "It stands with the household and in the screen pop; then nothing else is asked.",
        answers: ["An outage is known", "None"],
      },
      "how-many": {
        ask: "How many flats are cold, and on which floors?",
        answers: [
          "The building or several units",
          "This unit alone",
          "Only the upper floors",
          "They know of their own only",
        ],
      },
      since: {
        ask: "Since when? Suddenly, or was it never quite warm?",
        answers: ["Suddenly", "Never quite warm"],
      },
      noise: {
        ask: "Is there water or steam downstairs or in the street, or are there works?",
        answers: ["Water or steam", "Works", "Nothing"],
      },
      told: { say: "The outage is known: cause and expected return told; the case joins it." },
      burst: {
        say: "Suddenly cold, with water outside: a leak of the network; send a crew, declare an incident.",
      },
      works: {
        say: "Suddenly cold, with works nearby: the dispatcher asks whether it was shut off or cut.",
      },
      out: {
        say: "Suddenly cold, no water seen: see the station and main valves; declare an incident.",
      },
      weak: { say: "Never quite warm: see the station and the balance; measure in some flats." },
      top: { say: "Only the upper floors: air at the top or low pressure; visit." },
      alone: { say: "They know of their own flat only: go on with the valves of the flat." },
    },
  },
  leak: {
    title: "Diagnosis: leak",
    steps: {
      where: {
        ask: "Where does it leak?",
        hint: "Ask for address and phone first: somebody can be sent even if the line breaks.",
        answers: [
          "Inside: a radiator, pipe or valve",
          "Stairwell or shaft",
          "Street, duct or yard",
          "From the flat above",
        ],
      },
      shut: {
        ask: "Shut both valves of what leaks, else those of the flat. Is it less?",
        hint: "Remind them: hot, a towel around it first; power off where water is near sockets.",
        answers: ["It stopped", "Less, still drips", "It cannot be stopped, it sprays"],
      },
      above: {
        ask: "Is anybody at home above?",
        answers: ["Yes, asked to shut the valve", "Nobody, or nobody opens"],
      },
      public: {
        ask: "How much water? Does it reach meters or the lift?",
        answers: ["It drips or seeps", "It runs or sprays, or is near power"],
      },
      street: {
        ask: "Has the road sunk, is there much steam, does anybody keep watch?",
        hint: "They keep away and lift no cover.",
        answers: ["Sunk, or much steam", "Only water"],
      },
      stopped: {
        say: "Stopped by valves: noted as a leak; to visit and replace, valves stay shut.",
      },
      drips: { say: "It still drips: send as an urgent leak; a bucket below, mind the power." },
      sprays: {
        say: "It cannot be stopped, or nobody is at home: send at once to shut the unit; critical.",
      },
      neighbour: {
        say: "From above, somebody is at home: they shut the valve and report; both flats are noted together.",
      },
      danger: {
        say: "The road sank or there is much steam: send a crew at once, keep people away; critical.",
      },
      network: { say: "Water outside: see whether it is the heating network, else hand it on." },
    },
  },
};
