import {PLUGIN_ID} from '#contract';
import {describeLines, describeSetup, type SetupFacts} from '../../app/setup/describe_setup';
import type {Setup} from '../../app/setup/setup';
import {AppError} from '../../domain/errors';
import {neutralize} from '../../domain/text';
import {setupSays, setupTextsOf} from '../../domain/texts_setup';
import type {CommandCall, Subcommand} from './command';
import {ready} from './ready';

/** What the words behind `/openitcockpit setup` work with. */
export interface SetupDoor {
    readonly setup: Setup;
    readonly openitcockpitUrl: string;
    readonly defaultChannel: string;
    readonly hasToken: boolean;
    /** @returns undefined when there is nobody of that name */
    userIdOf(username: string): Promise<string | undefined>;
    /** Sends a direct message of our bot. */
    write(userId: string, message: string): Promise<void>;
}

export const SETUP: Subcommand = {
    word: 'setup',
    help: (texts) => texts.setup,
    argument: {hint: () => '[apply | export | undo | lines | handover @user]', help: (texts) => texts.setupHelp},
    run: async (call) => {
        const [word = '', who = ''] = call.args.split(' ');
        const act = ACTS[word.toLowerCase()];
        if (!act) {
            const shown = neutralize(word.slice(0, 40));
            throw new AppError(
                'bad_request',
                setupSays((texts) => texts.unknownWord(shown)),
            );
        }
        const door = ready(call).setupDoor;
        return act({door, call, who: who.replace(/^@/, '').toLowerCase()});
    },
};

interface Act {
    readonly door: SetupDoor;
    readonly call: CommandCall;
    readonly who: string;
}

const ACTS: Readonly<Record<string, (act: Act) => Promise<string>>> = {
    '': async ({door, call}) => describeSetup(await door.setup.look(call.userId), factsOf(door, call)),
    safe: async ({door, call}) => describeSetup(await door.setup.look(call.userId, 'safe'), factsOf(door, call)),
    curl: async ({door, call}) => describeSetup(await door.setup.look(call.userId, 'curl'), factsOf(door, call)),
    apply: async ({door, call}) => describeSetup(await door.setup.apply(call.userId, false), factsOf(door, call)),
    replace: async ({door, call}) => describeSetup(await door.setup.apply(call.userId, true), factsOf(door, call)),
    takeover: async ({door, call}) => describeSetup(await door.setup.takeOver(call.userId), factsOf(door, call)),
    lines: async ({door, call}) => {
        const {plan} = await door.setup.look(call.userId);
        return describeLines(plan.form, factsOf(door, call));
    },
    export: async ({door, call}) => {
        await door.setup.export(call.userId);
        return setupTextsOf(call.language).exportLaunched;
    },
    undo: async ({door, call}) => {
        const texts = setupTextsOf(call.language);
        const undone = await door.setup.undo(call.userId);
        return undone.length === 0
            ? texts.nothingToUndo
            : [...undone.map(({name, outcome}) => texts.undone[outcome](name)), texts.exportNeeded].join('\n');
    },
    handover: async ({door, call, who}) => {
        const toId = who === '' ? undefined : await door.userIdOf(who);
        if (toId === undefined) {
            throw new AppError(
                'bad_request',
                setupSays((texts) => texts.noSuchUser(neutralize(who.slice(0, 64)))),
            );
        }
        await door.setup.handOver(call.userId, toId);
        const texts = setupTextsOf(call.language);
        const view = await door.setup.look(toId);
        const from = await door.setup.nameOf(call.userId);
        await door.write(toId, `${texts.handedOver(from)}\n\n${describeSetup(view, factsOf(door, call))}`);
        return texts.handedOverTo(who);
    },
};

const factsOf = (door: SetupDoor, {siteUrl, language}: CommandCall): SetupFacts => ({
    pluginUrl: `${siteUrl === '' ? 'https://chat.example.org' : siteUrl.replace(/\/+$/, '')}/plugins/${PLUGIN_ID}`,
    openitcockpitUrl: door.openitcockpitUrl,
    defaultChannel: door.defaultChannel,
    hasToken: door.hasToken,
    language,
});
