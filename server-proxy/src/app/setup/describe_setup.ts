import {NOTIFICATION_TOKEN_HEADER} from '#contract';
import {neutralize} from '../../domain/text';
import {type Language, type Texts, textsOf} from '../../domain/texts';
import {hasWork} from './make_channel';
import {EXPECTED_PATHS, type LineForm, notificationLine} from './notification_lines';
import {type PlannedChannel, sentenceOf} from './plan_channel';
import {NAMES, type PlannedContact, type PlannedObjects, type UnreachableHosts} from './plan_setup';
import {isMade, isToDo, type SetupView} from './setup';

/** What the description needs besides the plan. */
export interface SetupFacts {
    /** The plugin's address as openITCOCKPIT's server reaches it, without a slash at the end. */
    readonly pluginUrl: string;
    /** Markdown: the plugin's settings, as a link where Mattermost's own address is known. */
    readonly settings: string;
    readonly openitcockpitUrl: string;
    readonly hasKey: boolean;
    readonly hasToken: boolean;
    readonly hasStream: boolean;
    /** The setting *Alerts from*. */
    readonly opens: string;
    readonly language: Language;
}

/** Markdown: where the set-up of notification commands stands, with the next step first. */
export const describeSetup = (view: SetupView, facts: SetupFacts): string => {
    const {setup: texts, setupStart} = textsOf(facts.language);
    const {objects, missing} = view.plan;
    return [
        texts.title,
        setupStart.next(nextFor(view, facts)),
        '',
        describeChannel(view.channel, facts.language),
        facts.hasToken ? texts.tokenReady : texts.tokenMissing,
        ...(objects ? describeObjects(objects, texts) : [texts.copyTitle(missing.objects)]),
        ...describeExport(view, texts),
    ].join('\n');
};

const nextFor = (view: SetupView, {hasToken, settings, language}: SetupFacts): string => {
    const {next, attach} = textsOf(language).setup;
    const {plan, state, export: exported} = view;
    if (!hasToken) {
        return next.token(settings);
    }
    if (Object.values(plan.objects?.commands ?? {}).some(({state: is}) => is === 'different')) {
        return next.replace;
    }
    if (isToDo(view)) {
        return next.apply;
    }
    if (!plan.objects) {
        return next.byHand(attach(NAMES.contact));
    }
    if (exported?.running) {
        return next.wait;
    }
    return state.exportedAt === undefined ? next.export(attach(NAMES.contact)) : next.test;
};

/** The lines and where they go, for set-up by hand. */
export const describeLines = (form: LineForm, facts: SetupFacts): string => {
    const texts = textsOf(facts.language).setup;
    return [...linesOf(form, texts), '', describeFile(form, facts, texts), '', texts.next.otherForm].join('\n');
};

/** Commands that test the network, in both directions. */
export const describeNetwork = (facts: SetupFacts): string =>
    describeDirections(facts, textsOf(facts.language).setup).join('\n');

export const describeChannel = (channel: PlannedChannel, language: Language): string => {
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
    return exportedAt === undefined ? [texts.exportNeeded] : last;
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
                  `url = "${url}"\nheader = "${NOTIFICATION_TOKEN_HEADER}: <the notification token>"\nfail\nsilent\nshow-error\nmax-time = 25`,
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
