import {recordedStream} from '../openitcockpit/event_stream_forms';

/** The broker flushes after so many. */
export const STATUSES_A_FRAME = 30;

const RECORDED: object =
    recordedStream()
        .pipeline.flatMap(({frames = []}) => frames)
        .find(({topic}) => topic === 'statusngin_servicestatus')?.payload[0] ?? {};

/** One job's statuses, of as many services. @param first number of the first */
export const statusFrame = (first: number): object[] => {
    const now = Math.floor(Date.now() / 1000);
    return Array.from({length: STATUSES_A_FRAME}, (_, at) => ({
        ...RECORDED,
        timestamp: now,
        description: `35d13d59-dfd6-496e-91be-${String(first + at).padStart(12, '0')}`,
    }));
};

const FRAMES_AT_ONCE = 30;

/**
 * Sends statuses until the worker has to drop some. Many at once: it hangs up 10 s after its first frame got stuck, whether or
 * not it has dropped any by then.
 * @returns how many statuses were sent
 */
export const sendUntilDropped = async (
    worker: {publish(topic: string, payload: readonly object[]): Promise<void>},
    dropped: () => Promise<number>,
): Promise<number> => {
    let sent = 0;
    while ((await dropped()) === 0) {
        const firsts = Array.from({length: FRAMES_AT_ONCE}, (_, at) => sent + at * STATUSES_A_FRAME);
        await Promise.all(firsts.map((first) => worker.publish('servicestatus', statusFrame(first))));
        sent += FRAMES_AT_ONCE * STATUSES_A_FRAME;
    }
    return sent;
};
