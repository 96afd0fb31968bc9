import {describe, expect, it} from 'vitest';
import type {ObjectStatus} from '../../../../server-proxy/src/app/catch_up/readings_port';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {type AppHarness, problem, startHarness} from '../../../support/app/harness';
import {shownIn} from '../../../support/app/node';

const OK_BEFORE: Partial<ObjectStatus> = {state: 'OK', output: 'rta 1ms'};

const seconds = ({clock}: AppHarness): number => Math.floor(clock.now() / 1000);

const turnAfter = async (harness: AppHarness, milliseconds: number) => {
    await harness.clock.sleep(milliseconds);
    await harness.app.reconcile();
    await harness.app.idle();
};

/** The core notified a state that began just now; the database shows what it showed some minutes ago. */
const opened = async (shown: Partial<ObjectStatus> = {}, fields: Record<string, unknown> = {}) => {
    const harness = await startHarness();
    const now = seconds(harness);
    const frozen = momentAt(now - 300);
    harness.monitoring.status = {
        ...harness.monitoring.status,
        ...OK_BEFORE,
        stateSince: momentAt(now - 86_400),
        checkedAt: frozen,
        freshAt: frozen,
        ...shown,
    };
    await harness.notify(problem({time: String(now), laststatechange: String(now - 1), ...fields}));
    return {harness, now};
};

const linesOf = ({logger}: AppHarness) => logger.lines.filter(({message}) => message.includes('behind'));

describe('openITCOCKPIT’s database is behind its core', () => {
    it('is said once, in the status by how much now, and not any more when the database shows the problem', async () => {
        const {harness} = await opened();
        await turnAfter(harness, 30_000);
        expect(harness.app.findings('problem')).toEqual([]);
        await turnAfter(harness, 60_000);
        expect(harness.app.findings('problem')).toEqual([
            "openITCOCKPIT's database is 7 min behind its monitoring core, so posts follow notifications only: check the Statusengine Worker (service statusengine on the openITCOCKPIT server).",
        ]);
        expect(harness.app.findings('problem', 'de')[0]).toMatch(
            /^Die Datenbank von openITCOCKPIT hinkt .* 7 min hinterher, .* Statusengine Worker \(Dienst statusengine/,
        );
        await turnAfter(harness, 600_000);
        expect(harness.app.findings('problem')).toEqual([expect.stringContaining('is 17 min behind')]);
        expect(linesOf(harness)).toEqual([expect.objectContaining({level: 'error'})]);
        expect(shownIn(harness.post)).toMatchObject({look: 'problem', state: 'CRITICAL'});

        const {checkedAt: _, freshAt: __, stateSince: ___, ...running} = harness.monitoring.status;
        harness.monitoring.status = {...running, state: 'CRITICAL'};
        await turnAfter(harness, 60_000);
        expect(harness.app.findings('problem')).toEqual([]);
        expect(harness.app.reconciled()).toMatchObject({healed: 0});
    });

    it('is told by the newest check, where the notification does not say since when', async () => {
        const {harness} = await opened({}, {laststatechange: ''});
        await turnAfter(harness, 90_000);
        expect(harness.app.findings('problem')).toEqual([expect.stringContaining('is 7 min behind')]);
    });

    it.each([
        ['what checks rarely shows the state that was notified', {state: 'CRITICAL', stateSince: 'same'}],
        ['something was checked since', {freshAt: 'young'}],
        ['nothing is dated', {checkedAt: undefined, freshAt: undefined, stateSince: undefined}],
        ['only the state is dated', {checkedAt: undefined, freshAt: undefined}],
    ] as const)('is not said when %s', async (_why, shown) => {
        const harness = await startHarness();
        const now = seconds(harness);
        const moments = {same: momentAt(now - 1), young: momentAt(now + 30)};
        const told = Object.entries(shown).map(([name, value]) => [
            name,
            value === 'same' || value === 'young' ? moments[value] : value,
        ]);
        const status = {
            ...harness.monitoring.status,
            ...OK_BEFORE,
            stateSince: momentAt(now - 86_400),
            checkedAt: momentAt(now - 300),
            freshAt: momentAt(now - 300),
            ...Object.fromEntries(told),
        };
        const undated = Object.entries(status).filter(([, value]) => value !== undefined);
        harness.monitoring.undated = true;
        harness.monitoring.status = Object.fromEntries(undated) as unknown as ObjectStatus;
        await harness.notify(problem({time: String(now), laststatechange: String(now - 1)}));
        await turnAfter(harness, 120_000);
        expect(harness.app.findings('problem')).toEqual([]);
        expect(harness.app.reconciled()).toMatchObject({open: 1});
    });
});
