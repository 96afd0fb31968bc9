import type {AlertRecord} from '../../domain/alert/record';
import {AppError, asAppError, type ErrorCode} from '../../domain/errors';
import {neutralize} from '../../domain/text';
import {says} from '../../domain/texts';
import type {AppContext} from '../app_context';
import type {PostRef} from '../posts/chat_port';
import {renderRecord} from '../posts/show_alert';

/** How an alert gets its post. */
export interface PostPlace {
    /** Marks the post in its signed action contexts. */
    readonly nonce: string;
    /** Our notification command signed the post. */
    readonly signed?: true;
    /** @returns its id, empty when that is not known yet @throws AppError */
    put(record: AlertRecord): Promise<PostRef>;
}

/** Failures of one channel that another may not have. */
const OF_THE_CHANNEL: ReadonlySet<ErrorCode> = new Set([
    'mattermost_channel_unknown',
    'mattermost_channel_archived',
    'mattermost_forbidden',
    'mattermost_not_found',
]);

/** A post of our own in the channel that the notification asks for or, when that is closed to us, in the default one. */
export const ownPost = (context: AppContext): PostPlace => ({
    nonce: context.nonce(),
    put: async (record) => {
        const {defaultChannel} = context.settings;
        const wanted = record.alert.channel || defaultChannel;
        try {
            return await create(context, wanted, record);
        } catch (error) {
            const known = asAppError(error);
            if (!OF_THE_CHANNEL.has(known.code)) {
                throw known;
            }
            const instead = wanted === defaultChannel || defaultChannel === '' ? undefined : defaultChannel;
            const channel = neutralize(wanted);
            const said = says(({findings}, language) =>
                instead === undefined
                    ? findings.channelRefuses(channel, known.sentence(language))
                    : findings.channelInstead(channel, instead, known.sentence(language)),
            );
            context.findings.problem(`channel ${wanted}`, said, {alert: record.key, error: known});
            if (instead === undefined) {
                throw new AppError(known.code, said, {cause: known});
            }
            return create(context, instead, record);
        }
    },
});

const create = async (context: AppContext, channel: string, record: AlertRecord): Promise<PostRef> => {
    const ref = await context.chat.createPost(channel, renderRecord(context, record));
    context.findings.settle(`channel ${channel}`);
    return ref;
};
