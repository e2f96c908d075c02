import type { Threat } from './threat';
import { denial } from './threats-denial';
import { disclosure } from './threats-disclosure';
import { elevation } from './threats-elevation';
import { repudiation } from './threats-repudiation';
import { spoofing } from './threats-spoofing';
import { tampering } from './threats-tampering';

/** What is tried against a platform that tenants share, by category in the order of STRIDE. */
export const threats: readonly Threat[] = [...spoofing, ...tampering, ...repudiation, ...disclosure, ...denial, ...elevation];
