import {textsOf} from '../../domain/texts';
import {describeChannel, type SetupFacts} from './describe_setup';
import {hasWork} from './make_channel';
import {sentenceOf} from './plan_channel';
import {hasCommands, type SetupStart} from './setup';

/** Are the settings and the channel such that everything can be tested? */
export const isReady = ({channel}: SetupStart, {hasKey, openitcockpitUrl}: SetupFacts): boolean =>
    openitcockpitUrl !== '' && hasKey && channel.state === 'present';

/** Markdown that fits on one screen, with the next step first. */
export const describeStart = (start: SetupStart, facts: SetupFacts): string => {
    const {setup, setupStart: texts} = textsOf(facts.language);
    const {hasKey, openitcockpitUrl, hasStream, opens} = facts;
    return [
        setup.title,
        nextAtStart(start, facts),
        '',
        openitcockpitUrl === '' || !hasKey ? texts.settingsMissing : texts.settingsSet(openitcockpitUrl),
        describeChannel(start.channel, facts.language),
        hasStream ? texts.stream : texts.noStream,
        ...(opens === 'off' ? [texts.alertsOff] : []),
        hasCommands(start.state) ? texts.commandsMade : texts.commands,
    ].join('\n');
};

const nextAtStart = ({channel}: SetupStart, {hasKey, openitcockpitUrl, settings, language}: SetupFacts): string => {
    const {setupChat, setupStart: texts} = textsOf(language);
    if (openitcockpitUrl === '' || !hasKey) {
        return texts.next(texts.fillIn(settings));
    }
    if (channel.state === 'present') {
        return texts.next(texts.test);
    }
    return texts.next(hasWork(channel) ? texts.prepare : `${sentenceOf(channel, setupChat)} ${settings}.`);
};
