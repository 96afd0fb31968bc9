import React from 'react';
import {useDispatch, useSelector} from 'react-redux';
import type {Dispatch} from 'redux';
import {currentDialog, type PluginAction} from '../state';
import {ActionDialog} from './action_dialog';

/** Shows the dialog, if any, that one of our presses has opened. */
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
