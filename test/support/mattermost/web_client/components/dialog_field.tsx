import React, {useState} from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import type {DialogElement} from '../types';
import {useOptions} from './action_row';
import {Markdown} from './markdown';

interface Props {
    readonly element: DialogElement;
    readonly value: string | boolean;
    readonly error: string | undefined;
    readonly onChange: (value: string | boolean) => void;
}

export const DialogField = (props: Props) => {
    const {element, error} = props;
    return (
        <div className="host-field">
            {element.type === 'bool' || element.type === 'radio' ? (
                <fieldset>
                    <legend>{element.display_name}</legend>
                    <Control {...props} />
                </fieldset>
            ) : (
                <>
                    <label htmlFor={idOf(element)}>
                        {element.display_name}
                        {element.optional && (
                            <span className="host-hint">
                                {' '}
                                <FormattedMessage id="host.optional" />
                            </span>
                        )}
                    </label>
                    <Control {...props} />
                </>
            )}
            {element.help_text && <Markdown text={element.help_text} />}
            {error && (
                <div id={`${idOf(element)}-error`} className="host-error">
                    {error}
                </div>
            )}
        </div>
    );
};

const idOf = (element: DialogElement): string => `host-dialog-${element.name}`;

const Control = (props: Props) => {
    switch (props.element.type) {
        case 'textarea':
            return <TextArea {...props} />;
        case 'select':
            return <Select {...props} />;
        case 'radio':
            return <Radio {...props} />;
        case 'bool':
            return <Checkbox {...props} />;
        case 'datetime':
            return <DateAndTime {...props} />;
        default:
            return <TextInput {...props} />;
    }
};

const common = ({element, value, error, onChange}: Props) => ({
    id: idOf(element),
    value: String(value),
    placeholder: element.placeholder,
    'aria-invalid': error !== undefined,
    'aria-describedby': error === undefined ? undefined : `${idOf(element)}-error`,
    onChange: ({target}: {target: {value: string}}) => onChange(target.value),
    ...(element.max_length > 0 ? {maxLength: element.max_length} : {}),
});

const TextArea = (props: Props) => <textarea rows={4} {...common(props)} />;

const TextInput = (props: Props) => <input type={props.element.subtype || 'text'} {...common(props)} />;

/** As the real one (11.1 and later): what is picked in the person's zone is passed on in UTC, to the second. */
const DateAndTime = (props: Props) => {
    const [picked, setPicked] = useState('');
    const pick = (local: string): void => {
        setPicked(local);
        props.onChange(local === '' ? '' : `${new Date(local).toISOString().slice(0, 19)}Z`);
    };
    return (
        <input type="datetime-local" {...common(props)} value={picked} onChange={({target}) => pick(target.value)} />
    );
};

const Select = ({element, value, error, onChange}: Props) => {
    const {formatMessage} = useIntl();
    const options = useOptions(element.data_source, element.options ?? []);
    return (
        <select
            id={idOf(element)}
            value={String(value)}
            aria-invalid={error !== undefined}
            onChange={({target}) => onChange(target.value)}
        >
            <option value="">{element.placeholder || formatMessage({id: 'host.select'})}</option>
            {options.map((option) => (
                <option key={option.value} value={option.value}>
                    {option.text}
                </option>
            ))}
        </select>
    );
};

const Radio = ({element, value, onChange}: Props) => (
    <>
        {(element.options ?? []).map((option) => (
            <label key={option.value} className="host-choice">
                <input
                    type="radio"
                    name={idOf(element)}
                    checked={value === option.value}
                    onChange={() => onChange(option.value)}
                />{' '}
                {option.text}
            </label>
        ))}
    </>
);

const Checkbox = ({element, value, onChange}: Props) => (
    <label className="host-choice">
        <input type="checkbox" checked={value === true} onChange={({target}) => onChange(target.checked)} />{' '}
        {element.placeholder || element.display_name}
    </label>
);
