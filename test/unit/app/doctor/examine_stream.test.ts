import {describe, expect, it} from 'vitest';
import type {DoctorStep} from '#contract';
import {StepReporter} from '../../../../server-proxy/src/app/doctor/doctor_context';
import {examineStream} from '../../../../server-proxy/src/app/doctor/examine_stream';
import type {EventStreamPort} from '../../../../server-proxy/src/app/stream/stream_port';
import {createEventStream} from '../../../../server-proxy/src/openitcockpit';
import {systemClock} from '../../../../server-proxy/src/telemetry/clock';
import {EventStreamDouble} from '../../../support/openitcockpit/event_stream';

const examine = async (stream: EventStreamPort | undefined, wrong?: string, quietMinutes?: number) => {
    const steps: DoctorStep[] = [];
    const reporter = new StepReporter((step) => steps.push(step), 'en', systemClock);
    const quiet = async () => quietMinutes;
    await examineStream({stream, wrongSettings: () => wrong, streamQuietMinutes: quiet}, reporter);
    return steps.map(({name, result, sentence}) => `${name} ${result}: ${sentence}`);
};

const clientOf = (url: string, key = 'stream-key') =>
    createEventStream({url, key, skipTlsVerification: false}, {clock: systemClock, random: () => 0.5});

describe('Doctor and the event stream', () => {
    it('says nothing where none is set, and does not reach it with wrong settings', async () => {
        expect(await examine(undefined)).toEqual([]);
        expect(await examine(clientOf('ws://127.0.0.1:1/ws'), 'wrong')).toEqual(['stream skipped: ']);
    });

    it('says that it opens, but that no event has come for a quarter of an hour', async () => {
        const double = await EventStreamDouble.start();
        try {
            expect(await examine(clientOf(double.url), undefined, 14)).toEqual(['stream ok: The event stream opens.']);
            expect(await examine(clientOf(double.url), undefined, 17)).toEqual([
                "stream failed: openITCOCKPIT's event stream is open, but no event has come for 17 min: check that its monitoring core is running and that the broker delivers to the Statusengine Worker.",
            ]);
        } finally {
            await double.close();
        }
    });

    it('opens it once and leaves nothing open, or says which setting is wrong', async () => {
        const double = await EventStreamDouble.start();
        try {
            expect(await examine(clientOf(double.url))).toEqual(['stream ok: The event stream opens.']);
            await expect.poll(() => double.connected).toBe(0);
            expect(await examine(clientOf(double.url, 'other'))).toEqual([
                'stream failed: The event stream rejected the key (401): check the Event stream key setting, which is not the API key.',
            ]);
            expect(await examine(clientOf(double.url.replace('/ws', '/wrong')))).toEqual([
                expect.stringMatching(/^stream failed: .*404.*Event stream URL setting/),
            ]);
            expect(double.requests).toHaveLength(3);
        } finally {
            await double.close();
        }
        expect(await examine(clientOf('ws://127.0.0.1:1/ws'))).toEqual([
            expect.stringMatching(
                /^stream failed: Nothing answers at 127\.0\.0\.1:1: check the Event stream URL setting/,
            ),
        ]);
    });
});
