import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import {QUIET_SECONDS} from '../health/silence';
import type {EventStreamPort} from '../stream/stream_port';
import type {DoctorContext, StepReporter} from './doctor_context';

/** Opens the event stream once, if there is one, and closes it again. A second connection does the handler's no harm. */
export const examineStream = async (
    {stream, wrongSettings, streamQuietMinutes}: Pick<DoctorContext, 'stream' | 'wrongSettings' | 'streamQuietMinutes'>,
    steps: StepReporter,
): Promise<void> => {
    if (!stream) {
        return;
    }
    if (wrongSettings(steps.language) !== undefined) {
        steps.skip('stream');
        return;
    }
    await steps.measure(
        'stream',
        async () => {
            await openOnce(stream);
            requireNews(await streamQuietMinutes?.());
        },
        () => steps.texts.streamOpens,
    );
};

/** @throws AppError when the handler has heard nothing for too long */
const requireNews = (quietMinutes = 0): void => {
    if (quietMinutes * 60 >= QUIET_SECONDS) {
        throw new AppError(
            'openitcockpit_timeout',
            says(({watch}) => watch.streamQuiet(quietMinutes)),
        );
    }
};

/** @throws AppError why it does not open */
const openOnce = async (stream: EventStreamPort): Promise<void> => {
    let close = (): void => undefined;
    try {
        await new Promise<void>((resolve, reject) => {
            const connection = stream.connect({
                opened: () => resolve(),
                away: (reason) => reject(reason),
                received: () => undefined,
                unreadable: () => undefined,
            });
            close = () => connection.close();
        });
    } finally {
        close();
    }
};
