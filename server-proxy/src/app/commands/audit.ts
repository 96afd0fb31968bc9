import {auditTable} from './audit_table';
import type {Subcommand} from './command';
import {ready} from './command';

const ROWS = 20;

export const AUDIT: Subcommand = {
    word: 'audit',
    help: (texts) => texts.audit,
    argument: {names: 'hosts', hint: (texts) => texts.host, help: (texts) => texts.hostHelp},
    run: async (call) => {
        const host = call.args === '' ? undefined : call.args;
        const filter = {limit: ROWS, ...(host === undefined ? {} : {host})};
        return auditTable(await ready(call).readAudit(call.userId, filter), host, call);
    },
};
