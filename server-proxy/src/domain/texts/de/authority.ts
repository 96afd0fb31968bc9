import type {authority as en} from '../en/authority';

export const authority: typeof en = {
    channelMayNotAct:
        'Dieser Kanal ist nicht als Alarmkanal zugelassen, deshalb bewirken seine Schaltflächen nichts. Die Systemadministration kann ihn zulassen: mit `/openitcockpit setup` oder in der Einstellung „Alert channels“.',
    intro: 'In Kanälen, die niemand aus der Administration benannt hat, sind Beiträge in der Form des openITCOCKPIT-eigenen Moduls erschienen. **Solche Beiträge kann jeder mit einem eigenen eingehenden Webhook erzeugen.** Dort bleiben sie deshalb gewöhnliche Beiträge, und die Schaltflächen älterer Beiträge bewirken nichts. Lassen Sie einen Kanal nur zu, wenn Sie seinen Webhook kennen:',
    line: (address, owner, isAuthorised) =>
        `- ${address}: Webhook von @\u200B${owner}${isAuthorised ? ' – **zugelassen**' : ''}`,
    button: {authorise: 'Zulassen', withdraw: 'Zulassung entziehen'},
    forAdministrators: 'Nur Systemadministratoren können Kanäle zulassen.',
    notYours:
        'Diese Nachricht war für jemand anderen bestimmt: Geben Sie `/openitcockpit setup` ein, um Ihre eigene zu erhalten.',
};
