import {ACTION_STORM_LIST} from '#contract';
import {signStorm} from '../../domain/action/storm_token';
import {formatDuration} from '../../domain/duration';
import {timeFormat} from '../../domain/post/alert_post';
import {shortFormat} from '../../domain/post/clock_format';
import type {FoundOptions} from '../../domain/post/found_post';
import {rowOf} from '../../domain/post/problem_row';
import {compareLines, type ListLine, seen} from '../../domain/storm/list_line';
import type {Storm} from '../../domain/storm/storm';
import {type Texts, textsOf} from '../../domain/texts';
import type {ActionPress} from '../actions/press_action';
import {type AppContext, linkStyleOf, nowSeconds, serverSeconds} from '../app_context';
import {languageOf} from '../people/language_of';

const PAGE = 10;

/** A page of a storm's problems, for one person: what nobody takes care of first, the worst of that first. */
export const showList = async (
    context: AppContext,
    {id}: Storm,
    {userId, channelId}: Pick<ActionPress, 'userId' | 'channelId'>,
    wanted: number,
): Promise<void> => {
    const {storms, settings} = context;
    await storms.lists.refresh();
    const language = await languageOf(context, userId, settings.language);
    const texts = textsOf(language).storms;
    const lines = storms.lists.of(id).toSorted(compareLines);
    const pages = Math.max(1, Math.ceil(lines.length / PAGE));
    const page = Math.min(wanted, pages);
    const options = optionsFor(context, userId, language);
    const rows = await Promise.all(
        lines.slice((page - 1) * PAGE, page * PAGE).map((line, at) => row(context, line, at, options)),
    );
    const message = lines.length === 0 ? texts.nothingOpen : texts.list(lines.length, page, pages);
    const more = page < pages ? [nextPage(context, id, page + 1, texts)] : [];
    await context.chat.tellPost(
        userId,
        {postId: '', channelId},
        {
            message,
            type: '',
            props: {attachments: [...rows, ...more]},
        },
    );
};

const row = async (context: AppContext, line: ListLine, at: number, options: FoundOptions) => {
    const record = await context.store.known(line.key);
    const lasting = line.since === undefined ? '' : formatDuration(serverSeconds(context) - line.since);
    return rowOf({object: {...seen(line), stateFor: lasting, mayEdit: true}, record}, at, options);
};

const nextPage = ({settings, ...context}: AppContext, id: string, page: number, texts: Texts['storms']) => ({
    text: '',
    actions: [
        {
            id: ACTION_STORM_LIST,
            type: 'button',
            name: texts.nextPage,
            integration: {
                url: settings.actionsUrl,
                context: {
                    token: signStorm({does: 'list', id, page}, settings.signingSecrets[0], nowSeconds(context)),
                },
            },
        },
    ],
});

const optionsFor = (context: AppContext, userId: string, language: FoundOptions['language']): FoundOptions => {
    const {settings} = context;
    const now = nowSeconds(context);
    return {
        openitcockpitUrl: settings.openitcockpitUrl,
        linkStyle: linkStyleOf(context),
        language,
        formatTime: timeFormat(language, settings.timeZone),
        clock: shortFormat(language, settings.timeZone, now),
        siteUrl: '',
        nowSeconds: now,
        actions: {
            url: settings.actionsUrl,
            secret: settings.signingSecrets[0],
            origin: {userId, siteUrl: ''},
            quickReasons: settings.quickReasons,
            nowSeconds: now,
        },
    };
};
