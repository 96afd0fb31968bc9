import {type BulkKind, type BulkObject, MOST_OBJECTS, newBulkAction} from '../../domain/action/bulk_action';
import {alertKey} from '../../domain/alert/alert_key';
import type {BulkFilter} from '../../domain/alert/bulk_filter';
import {renderBulkPreview} from '../../domain/post/bulk_preview';
import {neutralize} from '../../domain/text';
import {textsOf} from '../../domain/texts';
import {requireTwoWay} from '../actions/require_two_way';
import {type AppContext, nowSeconds} from '../app_context';
import type {Answer, Asker} from '../commands/find_objects';
import type {FoundObject, WantedObjects} from '../commands/search_port';
import {requireActor, requireAlertChannel} from '../people/policy';
import {visibleObjects} from '../people/visible_objects';
import {visibleTo} from '../people/visible_to';
import type {BulkActions} from './bulk_actions';

const WHICH: Readonly<Record<BulkKind, WantedObjects['which']>> = {
    acknowledge: 'unhandled',
    schedule_downtime: 'any',
    remove_acknowledgement: 'acknowledged',
    recheck: 'unhandled',
};

/**
 * What a filter would hit, for the person who asks and nobody else. Exactly these objects are meant by the button below it,
 * whatever happens meanwhile.
 * @throws AppError `forbidden`, `two_way_off`, `openitcockpit_*`
 */
export const previewBulk = async (
    context: AppContext,
    bulk: BulkActions,
    asker: Asker,
    kind: BulkKind,
    filter: BulkFilter,
): Promise<Answer> => {
    requireTwoWay(context);
    await requireActor(context, asker.userId);
    const sight = await visibleTo(context, asker.userId);
    await requireAlertChannel(context, asker.userId);
    const {settings, monitoring} = context;
    const texts = textsOf(asker.language).bulk;
    const {objects: all, complete} = await monitoring.matching({...filter, which: WHICH[kind]}, MOST_OBJECTS);
    if (!complete || all.length > MOST_OBJECTS) {
        return said(texts.tooMany(MOST_OBJECTS, `${asker.command} web critical`));
    }
    const objects = await visibleObjects(context, sight, all);
    if (objects.length === 0) {
        return said(filter.typed === '' ? texts.nothingAtAll[kind] : texts.nothing(neutralize(filter.typed)));
    }
    const shown = newBulkAction(
        {id: `shown-${asker.userId}`, kind, channel: settings.defaultChannel, nonce: context.nonce()},
        objects.map(bulkObjectOf),
    );
    await bulk.keepShown(shown.head, shown.parts);
    return renderBulkPreview(shown.head, objects, {
        language: asker.language,
        isEverything: filter.typed === '' || (await isEverything(context, kind, objects.length)),
        url: settings.actionsUrl,
        secret: settings.signingSecrets[0],
        nowSeconds: nowSeconds(context),
        userId: asker.userId,
        siteUrl: asker.siteUrl,
    });
};

const bulkObjectOf = ({target, hostName, serviceName}: FoundObject): BulkObject => ({
    key: alertKey(target),
    hostName,
    ...(serviceName === undefined ? {} : {serviceName}),
});

/** Only worth two requests: where there is more than a page of each kind, it cannot be told. */
const isEverything = async ({monitoring}: AppContext, kind: BulkKind, count: number): Promise<boolean> => {
    const {objects, complete} = await monitoring.matching({words: [], states: [], host: '', which: WHICH[kind]}, 1);
    return complete && objects.length === count;
};

const said = (text: string): Answer => ({text, attachments: []});
