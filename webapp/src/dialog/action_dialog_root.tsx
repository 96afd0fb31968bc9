import React from 'react';
import {useDispatch, useSelector} from 'react-redux';
import type {Dispatch} from 'redux';
import {currentDialog, type PluginAction} from '../state';
import {ActionDialog} from './action_dialog';

/** Mattermost keeps this mounted once, above all channels; it shows the dialog of a press of ours when there is one. */
export const ActionDialogRoot = () => {
    const open = useSelector(currentDialog);
    const dispatch = useDispatch<Dispatch<PluginAction>>();
    return open ? (
        <ActionDialog
            key={open.definition.state}
            open={open}
            onClose={() => dispatch({type: 'openitcockpit/closed', dialog: open})}
        />
    ) : null;
};
