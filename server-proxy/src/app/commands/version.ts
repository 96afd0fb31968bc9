import {textsOf} from '../../domain/texts';
import type {Subcommand} from './command';

export const VERSION: Subcommand = {
    word: 'version',
    help: (texts) => texts.version,
    run: ({health, language}) => {
        const {version, openitcockpit_version: theirs = textsOf(language).commands.notReachedYet} = health;
        return `openITCOCKPIT for Mattermost ${version}, openITCOCKPIT ${theirs}`;
    },
};
