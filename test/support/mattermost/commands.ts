import {ApiError} from './api_error';
import type {Ephemerals} from './ephemerals';
import type {Json} from './json';
import type {Triggers} from './triggers';

/** A slash command as the server hands it to a plugin. */
export interface TypedCommand {
    readonly userId: string;
    readonly channelId: string;
    readonly teamId: string;
    /** Empty outside a thread. */
    readonly rootId: string;
    readonly triggerId: string;
    readonly line: string;
}

/** @returns what only the person who typed it sees, by “System”; undefined: no plugin has registered the command */
export type CommandHandler = (typed: TypedCommand) => Promise<string> | undefined;

/** Slash commands of plugins; those of the server itself are not doubled (app/command.go, ExecuteCommand). */
export class Commands {
    handler: CommandHandler = () => undefined;

    constructor(
        private readonly triggers: Triggers,
        private readonly ephemerals: Ephemerals,
    ) {}

    /** @returns the answer to the client that sent it, which opens a dialog only if it has this trigger id @throws ApiError 404 */
    async execute(typed: Omit<TypedCommand, 'triggerId'>): Promise<Json> {
        const {userId, channelId, rootId, line} = typed;
        const {short, long} = this.triggers.issue(userId);
        const text = await this.handler({...typed, triggerId: long});
        if (text === undefined) {
            throw new ApiError(
                404,
                'api.command.execute_command.not_found.app_error',
                `Command with a trigger of '${line.split(' ')[0]}' not found. To send a message beginning with "/", try adding an empty space at the beginning of the message.`,
            );
        }
        if (text !== '') {
            this.ephemerals.send(userId, {channelId, rootId, userId, message: text, props: {}});
        }
        return {response_type: 'ephemeral', text, trigger_id: short};
    }
}
