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
