import {describe, expect, it} from 'vitest';
import type {DoctorStep, WebPartReport} from '#contract';
import {StepReporter} from '../../../../server-proxy/src/app/doctor/doctor_context';
import {examineWebPart} from '../../../../server-proxy/src/app/doctor/examine_web_part';
import type {WatchStore} from '../../../../server-proxy/src/app/health/watch_store';
import {WebPartWatch} from '../../../../server-proxy/src/app/health/web_parts';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {systemClock} from '../../../../server-proxy/src/telemetry/clock';
import {RecordingLogger} from '../../../support/app/fakes';
import {sharedStore} from '../../../support/app/watch_store';

const OURS = '1.2.3';
const WELL: WebPartReport = {version: OURS, react: '19.2.9', lacking: []};
const LACKING: WebPartReport = {...WELL, lacking: ['registerRootComponent', 'registerReducer']};
const OTHER: WebPartReport = {...WELL, version: '0.1.0'};

const LACKS =
    "Mattermost's web client does not offer registerRootComponent, registerReducer, so part of the web part is missing there and Mattermost's own attachments, dialogs and settings take its place: update Mattermost, then reload its page.";
const RELOAD = "A browser still runs the web part 0.1.0, but the server part is 1.2.3: reload Mattermost's page there.";

const at = {ms: 1_795_000_000_000};
const pass = (seconds: number): void => {
    at.ms += seconds * 1000;
};

const node = (watchStore: WatchStore = sharedStore()) => {
    const logger = new RecordingLogger();
    const clock = {...systemClock, now: () => at.ms};
    const webParts = new WebPartWatch({watchStore, clock, logger, version: OURS});
    const doctor = async (): Promise<string> => {
        const steps: DoctorStep[] = [];
        await examineWebPart(webParts, new StepReporter((step) => steps.push(step), 'en', clock));
        return steps.map(({name, result, sentence}) => `${name} ${result}: ${sentence}`).join('\n');
    };
    const health = () => ({problems: webParts.said('problem', 'en'), notes: webParts.said('note', 'en')});
    return {webParts, doctor, health, logger};
};

describe('what is known of the web part', () => {
    it('is nothing at first: Doctor says how to find out, and where to look if it stays so', async () => {
        const {doctor, health} = node();
        expect(await doctor()).toMatch(/^web note: No browser has reported the web part yet: open Mattermost/);
        expect(health()).toEqual({problems: [], notes: []});
    });

    it('is its version and its React, once a browser has reported it', async () => {
        const {webParts, doctor, health} = node();
        await webParts.heard(WELL, false);
        expect(await doctor()).toBe("web ok: The web part 1.2.3 runs in Mattermost's web client (React 19.2.9).");
        expect(health()).toEqual({problems: [], notes: []});
    });

    it('is what it lacks: a fault if an administrator reports it, a note from anybody else', async () => {
        const one = node();
        await one.webParts.heard(LACKING, false);
        expect(one.health()).toEqual({problems: [], notes: [LACKS]});
        expect(await one.doctor()).toBe(`web note: ${LACKS}`);
        await one.webParts.heard(LACKING, true);
        expect(one.health()).toEqual({problems: [LACKS], notes: []});
        expect(await one.doctor()).toBe(`web failed: ${LACKS}`);
        await one.webParts.heard({...WELL, lacking: ['registerReducer']}, false);
        expect(one.health()).toEqual({problems: [LACKS], notes: []});
        expect(one.logger.lines.filter(({level}) => level === 'warn')).toHaveLength(2);
    });

    it('is over when a later one had everything', async () => {
        const {webParts, doctor, health} = node();
        await webParts.heard(LACKING, true);
        pass(1);
        await webParts.heard(WELL, false);
        expect(health()).toEqual({problems: [], notes: []});
        expect(await doctor()).toContain('web ok');
    });

    it('sections that stay unfolded are a note only', async () => {
        const {webParts, health} = node();
        await webParts.heard({...WELL, lacking: ['registerAdminConsoleCustomSection']}, true);
        expect(health()).toEqual({problems: [], notes: [expect.stringContaining('registerAdminConsoleCustomSection')]});
    });

    it('one of another version is to be reloaded; after an hour nobody is told any more', async () => {
        const {webParts, doctor, health} = node();
        await webParts.heard(WELL, false);
        await webParts.heard(OTHER, false);
        expect(health()).toEqual({problems: [], notes: [RELOAD]});
        expect(await doctor()).toBe(`web note: ${RELOAD}`);
        pass(3600);
        expect(health()).toEqual({problems: [], notes: []});
        expect(await doctor()).toContain('web ok');
    });

    it('nothing that another version was told counts after an upgrade', async () => {
        const store = sharedStore();
        const before = new WebPartWatch({
            watchStore: store,
            clock: {...systemClock, now: () => at.ms},
            logger: new RecordingLogger(),
            version: '1.0.0',
        });
        await before.heard({...LACKING, version: '1.0.0'}, true);
        const {doctor, health} = node(store);
        expect(await doctor()).toContain('web note: No browser has reported');
        expect(health()).toEqual({problems: [], notes: []});
    });

    it('is shared by all nodes, without storing each report', async () => {
        const store = sharedStore();
        let stored = 0;
        const counting: WatchStore = {
            read: store.read,
            update: (change) => {
                stored += 1;
                return store.update(change);
            },
        };
        const [one, other] = [node(counting), node(store)];
        for (let browser = 0; browser < 1000; browser += 1) {
            await one.webParts.heard(WELL, false);
        }
        expect(stored).toBe(1);
        pass(60);
        await one.webParts.heard(WELL, false);
        expect(stored).toBe(2);
        await one.webParts.heard(LACKING, true);
        expect(other.health().problems).toEqual([]);
        await other.webParts.check();
        expect(other.health().problems).toEqual([LACKS]);
    });

    it('a member who reports gaps without end fills neither log nor store, and makes nothing a fault', async () => {
        let stored = 0;
        const {update, read} = sharedStore();
        const {webParts, logger, health} = node({
            read,
            update: (change) => {
                stored += 1;
                return update(change);
            },
        });
        for (let time = 0; time < 1000; time += 1) {
            await webParts.heard({...LACKING, lacking: LACKING.lacking.slice(time % 2)}, false);
            await webParts.heard({...OTHER, version: `0.${time}`}, false);
        }
        expect([stored, logger.lines.length]).toEqual([2, 1]);
        expect(health()).toMatchObject({problems: [], notes: {length: 2}});
    });

    it('is known to this node alone while nothing can be stored', async () => {
        const fail = async (): Promise<never> => {
            throw new AppError('busy', 'busy');
        };
        const {webParts, doctor, logger} = node({read: fail, update: fail});
        await webParts.heard(WELL, false);
        expect(await doctor()).toContain('web ok');
        expect(logger.lines.some(({message}) => message.includes('could not be shared'))).toBe(true);
    });
});

it('Doctor has no such step where the web part cannot reach the handler', async () => {
    const steps: DoctorStep[] = [];
    await examineWebPart(undefined, new StepReporter((step) => steps.push(step), 'en', systemClock));
    expect(steps).toEqual([]);
});
