import React, {useId, useState} from 'react';
import {FormattedDate, FormattedMessage, useIntl} from 'react-intl';
import type {SubscriptionField, SubscriptionRow} from '#contract';
import {MoreTexts} from '../i18n/more_texts';
import {ConfirmedButton} from '../post/confirmed_button';
import {Spinner} from '../post/spinner';
import type {AdminSettingProps} from '../types/registry';
import {SubscriptionForm} from './subscription_form';
import {subscriptionTextsFor} from './subscription_texts';
import {type SubscriptionsFailure, useSubscriptions} from './use_subscriptions';

const FAILURES: Readonly<Record<SubscriptionsFailure, string>> = {
    unreachable: 'openitcockpit.failure.unreachable',
    forbidden: 'openitcockpit.test.forbidden',
    not_running: 'openitcockpit.test.not_running',
    handler: 'openitcockpit.test.handler',
};

interface Editing {
    readonly row: SubscriptionRow;
    readonly fields: readonly SubscriptionField[];
    readonly mistakes: Readonly<Record<string, string>>;
    readonly remarks: readonly string[];
}

/**
 * System Console: the subscriptions of all channels of all teams. They are not a setting: each change is saved at once. With its
 * texts, none of which are loaded before the page is opened.
 */
export const Subscriptions = (props: AdminSettingProps) => (
    <MoreTexts textsFor={subscriptionTextsFor}>
        <AllSubscriptions {...props} />
    </MoreTexts>
);

const AllSubscriptions = ({helpText, disabled = false}: AdminSettingProps) => {
    const {rows, working, failure, refusal, ask} = useSubscriptions();
    const {editing, edit, submit, stop} = useEditing(ask);
    const locked = disabled || working;
    return (
        <div className="oitc oitc-subscriptions">
            <div className="help-text">{helpText}</div>
            {rows?.length === 0 && (
                <p>
                    <FormattedMessage id="openitcockpit.subscriptions.none" />
                </p>
            )}
            {rows && rows.length > 0 && (
                <Table
                    rows={rows}
                    locked={locked}
                    onEdit={(row) => void edit(row)}
                    onRemove={({id, revision}) => void ask({act: 'remove', id, revision})}
                />
            )}
            {editing && (
                <SubscriptionForm
                    key={editing.row.id}
                    {...editing}
                    locked={locked}
                    onSubmit={(act, fields) => void submit(act, fields)}
                    onCancel={stop}
                />
            )}
            <div aria-live="polite">
                {working && (
                    <p>
                        <Spinner /> <FormattedMessage id="openitcockpit.subscriptions.working" />
                    </p>
                )}
                {(failure || refusal) && (
                    <p className="oitc-failure">
                        {refusal || (failure && <FormattedMessage id={FAILURES[failure]} />)}
                    </p>
                )}
            </div>
            <Files
                locked={locked}
                onExport={async () => save((await ask({act: 'export'}))?.file)}
                onImport={(file) => void ask({act: 'import', file})}
            />
        </div>
    );
};

const useEditing = (ask: ReturnType<typeof useSubscriptions>['ask']) => {
    const [editing, setEditing] = useState<Editing>();
    const edit = async (row: SubscriptionRow) => {
        const answer = await ask({act: 'form', id: row.id});
        if (answer?.fields) {
            setEditing({row, fields: answer.fields, mistakes: {}, remarks: []});
        }
    };
    const submit = async (act: 'check' | 'save', fields: Readonly<Record<string, string>>) => {
        if (!editing) {
            return;
        }
        const {id, revision} = editing.row;
        const answer = await ask({act, id, revision, fields});
        if (answer?.rows && !answer.refusal) {
            setEditing(undefined);
        } else if (answer) {
            const {mistakes = {}, remarks = []} = answer;
            setEditing({...editing, mistakes, remarks});
        }
    };
    return {editing, edit, submit, stop: () => setEditing(undefined)};
};

interface TableProps {
    readonly rows: readonly SubscriptionRow[];
    readonly locked: boolean;
    readonly onEdit: (row: SubscriptionRow) => void;
    readonly onRemove: (row: SubscriptionRow) => void;
}

const COLUMNS = [
    'openitcockpit.subscriptions.channel',
    'openitcockpit.subscriptions.which',
    'openitcockpit.subscriptions.loud',
    'openitcockpit.subscriptions.changed',
    'openitcockpit.subscriptions.actions',
];

const Table = ({rows, locked, onEdit, onRemove}: TableProps) => {
    const {formatMessage} = useIntl();
    return (
        <section
            className="oitc-table"
            aria-label={formatMessage({id: 'openitcockpit.subscriptions.table'})}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
        >
            <table>
                <thead>
                    <tr>
                        {COLUMNS.map((column) => (
                            <th key={column} scope="col">
                                <FormattedMessage id={column} />
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {rows.map((row) => (
                        <Row key={row.id} row={row} locked={locked} onEdit={onEdit} onRemove={onRemove} />
                    ))}
                </tbody>
            </table>
        </section>
    );
};

const Row = ({row, locked, onEdit, onRemove}: Omit<TableProps, 'rows'> & {readonly row: SubscriptionRow}) => (
    <tr>
        <th scope="row">
            {row.channel}
            {row.trouble !== '' && <p className="oitc-failure">{row.trouble}</p>}
        </th>
        <td>{row.which}</td>
        <td>{row.loud}</td>
        <td>
            {row.by} {row.at > 0 && <FormattedDate value={row.at * 1000} dateStyle="medium" timeStyle="short" />}
        </td>
        <td>
            <button type="button" className="btn btn-tertiary" disabled={locked} onClick={() => onEdit(row)}>
                <FormattedMessage id="openitcockpit.subscriptions.edit" />
            </button>
            <ConfirmedButton
                label="openitcockpit.subscriptions.remove"
                question={
                    <FormattedMessage
                        id="openitcockpit.subscriptions.remove_question"
                        values={{channel: row.channel}}
                    />
                }
                confirm="openitcockpit.subscriptions.remove_now"
                disabled={locked}
                onConfirm={() => onRemove(row)}
            />
        </td>
    </tr>
);

interface FilesProps {
    readonly locked: boolean;
    readonly onExport: () => Promise<void>;
    readonly onImport: (file: string) => void;
}

const Files = ({locked, onExport, onImport}: FilesProps) => {
    const inputId = useId();
    const [chosen, setChosen] = useState<File>();
    return (
        <div className="oitc-field">
            <button type="button" className="btn btn-tertiary" disabled={locked} onClick={() => void onExport()}>
                <FormattedMessage id="openitcockpit.subscriptions.export" />
            </button>
            <label htmlFor={inputId}>
                <FormattedMessage id="openitcockpit.subscriptions.file" />
            </label>
            <input
                id={inputId}
                type="file"
                accept="application/json,.json"
                disabled={locked}
                onChange={({target}) => setChosen(target.files?.[0])}
            />
            <ConfirmedButton
                label="openitcockpit.subscriptions.import"
                question={<FormattedMessage id="openitcockpit.subscriptions.import_question" />}
                confirm="openitcockpit.subscriptions.import_now"
                disabled={locked || !chosen}
                onConfirm={() => chosen && read(chosen, onImport)}
            />
        </div>
    );
};

const read = (file: File, use: (text: string) => void): void => {
    const reader = new FileReader();
    reader.onload = () => use(String(reader.result));
    reader.readAsText(file);
};

/** Hands the file to the browser. */
const save = (file: string | undefined): void => {
    if (file === undefined) {
        return;
    }
    const url = URL.createObjectURL(new Blob([file], {type: 'application/json'}));
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = 'subscriptions.json';
    anchor.click();
    URL.revokeObjectURL(url);
};
