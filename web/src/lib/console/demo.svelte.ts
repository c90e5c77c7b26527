import { demoEndpoints, type DemoLogin } from "@warmline/shared/wire/demo.ts";
import { call, type Refused } from "../call.ts";

/**
 * Whether what the screens show is a demo city, and whether its simulated residents are stirring.
 */
class Demo {
  on = $state(false);
  pulse = $state(false);
  logins = $state.raw<readonly DemoLogin[]>([]);

  async load(): Promise<void> {
    const answer = await call(demoEndpoints.readDemo, {});
    if (!answer.ok) return;
    this.on = answer.value.demo;
    this.pulse = answer.value.pulse;
    this.logins = answer.value.logins;
  }

  async setPulse(on: boolean): Promise<Refused | null> {
    const answer = await call(demoEndpoints.switchPulse, { body: { on } });
    if (!answer.ok) return answer;
    this.pulse = answer.value.pulse;
    return null;
  }
}

export const demo = new Demo();
