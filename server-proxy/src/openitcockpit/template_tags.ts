import {
    hostTemplateList,
    hostTemplateRow,
    serviceFactsList,
    serviceFactsRow,
    serviceTemplateList,
    serviceTemplateRow,
} from './facts_answers';
import {everyPage, type FactsReader, readable, readPage} from './facts_pages';
import {unexpectedShape} from './failures';

/** Each asks for a list of its own. */
const MOST_KINDS_OF_TAGS = 50;

/** @param untagged UUIDs of hosts without tags of their own, by template */
export const readHostTemplateTags = async (
    reader: FactsReader,
    untagged: ReadonlyMap<number, readonly string[]>,
): Promise<void> => {
    const list = {path: '/hosttemplates/index.json', right: 'Hosttemplates › index', schema: hostTemplateList};
    await everyPage(reader, {...list, sort: 'Hosttemplates.id'}, (page, path) => {
        for (const {Hosttemplate} of readable(hostTemplateRow, path, page.all_hosttemplates)) {
            for (const uuid of Hosttemplate.tags ? (untagged.get(Hosttemplate.id) ?? []) : []) {
                reader.sink.inheritedTags(uuid, Hosttemplate.tags ?? '');
            }
        }
    });
};

/** The list of services does not name their templates, but it can be searched by the tags they have from them. */
export const readServiceTemplateTags = async (reader: FactsReader): Promise<void> => {
    const kinds = new Set<string>();
    const list = {path: '/servicetemplates/index.json', right: 'Servicetemplates › index', schema: serviceTemplateList};
    await everyPage(reader, {...list, sort: 'Servicetemplates.id'}, (page, path) => {
        for (const {Servicetemplate} of readable(serviceTemplateRow, path, page.all_servicetemplates)) {
            if (Servicetemplate.tags) {
                kinds.add(Servicetemplate.tags);
            }
        }
    });
    if (kinds.size > 0 && (await ignoresSearch(reader))) {
        throw unexpectedShape('/services/index.json', 'the filter by tags');
    }
    for (const tags of [...kinds].slice(0, MOST_KINDS_OF_TAGS)) {
        await readInheritors(reader, tags);
    }
};

const servicesWith = (pattern: string) => ({
    path: '/services/index.json',
    right: 'Services › index',
    schema: serviceFactsList,
    sort: 'Services.id',
    filter: {keywords: [pattern]},
});

/** A list that does not know a filter shows everything, and then everything would seem to have the tags. */
const ignoresSearch = async ({send, turn}: FactsReader): Promise<boolean> => {
    let rows = 0;
    const count = (page: {readonly all_services: readonly unknown[]}) => {
        rows += page.all_services.length;
    };
    await turn(() => readPage({send}, servicesWith(NOBODYS), 1, count));
    return rows > 0;
};

/** A control character, which no tag holds. */
const NOBODYS = String.raw`^\x01$`;

const readInheritors = (reader: FactsReader, tags: string): Promise<void> => {
    return everyPage(reader, servicesWith(exactly(tags)), (page, path) => {
        for (const {Service} of readable(serviceFactsRow, path, page.all_services)) {
            if (!Service.tags) {
                reader.sink.inheritedTags(Service.uuid, tags);
            }
        }
    });
};

/** openITCOCKPIT puts it into `.*(…).*`, and takes each comma in it for "or". */
const exactly = (text: string): string =>
    `^${text
        .replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
        .replaceAll('`', String.raw`\x60`)
        .replaceAll(',', String.raw`\x2C`)}$`;
