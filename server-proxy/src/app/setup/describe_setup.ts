import {neutralize} from '../../domain/text';
import {type Language, type Texts, textsOf} from '../../domain/texts';

import {hasWork} from './make_channel';
import {EXPECTED_PATHS, type LineForm, notificationLine} from './notification_lines';
import {type PlannedChannel, sentenceOf} from './plan_channel';
import {NAMES, type PlannedContact, type PlannedObjects, type UnreachableHosts} from './plan_setup';
import {hasMade, isMade, isToDo, type SetupView} from './setup';

/** What the description needs besides the plan. */
export interface SetupFacts {
    /** The plugin's address as openITCOCKPIT's server reaches it, without a slash at the end. */
    readonly pluginUrl: string;
    readonly openitcockpitUrl: string;
    readonly hasToken: boolean;
    readonly language: Language;
}

/** Markdown: where the set-up stands and what comes next. */
export const describeSetup = (view: SetupView, facts: SetupFacts): string => {
    const texts = textsOf(facts.language).setup;
    const {objects, missing, form} = view.plan;
    return [
        texts.title,
        describeChannel(view.channel, facts.language),
        facts.hasToken ? texts.tokenReady : texts.tokenMissing,
        '',
        ...(objects ? describeObjects(objects, texts) : describePage(missing.objects, form, texts)),
        ...(isToDo(view) ? [texts.next.apply] : []),
        '',
        ...describeExport(view, texts),
        '',
        describeFile(form, facts, texts),
        texts.next.otherForm,
        '',
        texts.attach(NAMES.contact),
        ...(hasMade(view.state) ? [texts.next.undo] : []),
        '',
        // Last, because clients fold long messages.
        ...describeDirections(facts, texts),
    ].join('\n');
};

/** The lines and where they go, for set-up by hand. */
export const describeLines = (form: LineForm, facts: SetupFacts): string => {
    const texts = textsOf(facts.language).setup;
    return [...linesOf(form, texts), '', describeFile(form, facts, texts)].join('\n');
};

const describeChannel = (channel: PlannedChannel, language: Language): string => {
    const sign = channel.state === 'present' ? 'white_check_mark' : hasWork(channel) ? 'heavy_plus_sign' : 'warning';
    return `:${sign}: ${sentenceOf(channel, textsOf(language).setupChat)}`;
};

const describeObjects = (objects: PlannedObjects, texts: Texts['setup']): string[] => {
    const {commands, contact, builtin} = objects;
    const planned = [
        {what: texts.command(NAMES.hostCommand), state: commands.hostCommand.state},
        {what: texts.command(NAMES.serviceCommand), state: commands.serviceCommand.state},
        {
            what: texts.contact(
                NAMES.contact,
                [contact.container, ...(contact.others ?? [])].map(({name}) => name).join(', '),
                contact.timePeriod.name,
            ),
            state: contact.state,
        },
    ];
    return [
        isMade(objects) ? texts.done : texts.planTitle,
        ...planned.map(({what, state}) => `* ${texts[state](what)}`),
        ...describeReach(contact, texts).map((line) => `* ${line}`),
        ...(builtin.length > 0 ? [`* ${texts.builtin(builtin)}`] : []),
    ];
};

/** How many hosts that cannot use the contact are named. */
const NAMED = 10;

const describeReach = ({lacks, beyond}: PlannedContact, texts: Texts['setup']): string[] => [
    ...(lacks
        ? [
              texts.lacks(
                  NAMES.contact,
                  lacks.map(({name}) => neutralize(name)),
              ),
          ]
        : []),
    ...(beyond ? [texts.beyond(NAMES.contact, beyond.names.slice(0, NAMED).map(neutralize), more(beyond))] : []),
];

/** How many are not named: `3`, or `at least 3`. */
const more = ({names, isAll}: UnreachableHosts) => ({count: Math.max(0, names.length - NAMED), isAll});

const describePage = (rights: readonly string[], form: LineForm, texts: Texts['setup']): string[] => [
    texts.copyTitle(rights),
    ...linesOf(form, texts),
];

const linesOf = (form: LineForm, texts: Texts['setup']): string[] => [
    texts.copySteps({host: NAMES.hostCommand, service: NAMES.serviceCommand, contact: NAMES.contact}),
    code(`${notificationLine(form, 'host')}`),
    code(`${notificationLine(form, 'service')}`),
];

const describeExport = ({plan, export: state, state: {exportedAt}}: SetupView, texts: Texts['setup']): string[] => {
    if (!state) {
        return [texts.exportNeeded, texts.exportMissing(plan.missing.export)];
    }
    if (state.running) {
        return [texts.exportRunning];
    }
    const last = {none: [], succeeded: [texts.exportSucceeded], failed: [texts.exportFailed]}[state.last];
    return exportedAt === undefined ? [texts.exportNeeded, texts.next.export] : [...last, texts.next.export];
};

const describeFile = (form: LineForm, {pluginUrl}: SetupFacts, texts: Texts['setup']): string => {
    const url = `${pluginUrl}/api/v1/notifications`;
    return form === 'safe'
        ? [
              texts.fileTitle(EXPECTED_PATHS.settings),
              code(`NOTIFICATION_URL=${url}\nNOTIFICATION_TOKEN=<the notification token>`),
          ].join('\n')
        : [
              texts.fileTitle(EXPECTED_PATHS.curlConfig),
              code(
                  `url = "${url}"\nheader = "Authorization: Bearer <the notification token>"\nfail\nsilent\nshow-error\nmax-time = 25`,
              ),
          ].join('\n');
};

const describeDirections = ({pluginUrl, openitcockpitUrl}: SetupFacts, texts: Texts['setup']): string[] => [
    texts.directions,
    code(
        [
            '# openITCOCKPIT → Mattermost',
            `curl --max-time 10 --silent --show-error --output /dev/null --write-out '%{http_code}\\n' ${pluginUrl}/api/v1/health`,
            '# Mattermost → openITCOCKPIT',
            `curl --max-time 10 --silent --show-error --output /dev/null --write-out '%{http_code}\\n' ${openitcockpitUrl}/`,
        ].join('\n'),
    ),
];

const code = (text: string): string => `\`\`\`\n${text}\n\`\`\``;
