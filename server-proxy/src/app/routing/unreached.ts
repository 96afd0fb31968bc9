import {asAppError} from '../../domain/errors';
import {neutralize} from '../../domain/text';
import {type Said, says} from '../../domain/texts';
import type {AppContext} from '../app_context';

/** A mention that reaches nobody, or not everybody whom it is meant for. */
export interface Unreached {
    readonly mention: string;
    readonly said: Said;
}

/**
 * Which of these mentions reach nobody in a channel? What Mattermost does not tell now counts as reached.
 * @param mentions as `mentionsIn` of domain/subscription/loudness.ts reads them
 */
export const unreached = async (
    {chat, logger}: Pick<AppContext, 'chat' | 'logger'>,
    channelId: string,
    mentions: readonly string[],
): Promise<readonly Unreached[]> => {
    const found: Unreached[] = [];
    for (const mention of mentions) {
        try {
            const said = sentenceOf(await chat.reachOf(mention, channelId), mention, channelId);
            found.push(...(said ? [{mention, said}] : []));
        } catch (error) {
            logger.warn('Whom a mention reaches could not be read', {mention, error: asAppError(error)});
        }
    }
    return found;
};

const sentenceOf = (reach: string, mention: string, channelId: string): Said | undefined => {
    const [whom, channel] = [neutralize(mention), neutralize(channelId)];
    switch (reach) {
        case 'outside':
            return says(({loudness}) => loudness.outside(whom, channel));
        case 'unknown':
            return says(({loudness}) => loudness.unknownMention(whom));
        case 'forbidden':
            return says(({loudness}) => loudness.mayNotMention(whom, channel));
        default:
            return undefined;
    }
};
