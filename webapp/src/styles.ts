/**
 * State colours give white or black text a contrast of at least 4.5:1 in any theme; all others come from the theme. Some of
 * Mattermost's own have less on their buttons (dark: 3.9:1): ours are a little further from the colour of their text.
 */
const CSS = `
.oitc{--oitc-state:#5f6368;--oitc-on-state:#fff;--oitc-line:rgba(var(--center-channel-color-rgb),.16);
--oitc-error:color-mix(in srgb,var(--error-text) 85%,var(--center-channel-color));
--oitc-quiet:rgba(var(--center-channel-color-rgb),.75);--oitc-bar:rgba(var(--center-channel-color-rgb),.32);
color:var(--center-channel-color)}
.oitc[role=group]{max-width:720px;margin:4px 0;padding:10px 12px;border:1px solid var(--oitc-line);
border-left:4px solid var(--oitc-bar);border-radius:4px;background:var(--center-channel-bg)}
.oitc--strong{--oitc-bar:var(--oitc-state)}
.oitc--over[role=group]{display:flex;flex-wrap:wrap;gap:0 8px;align-items:center;padding:2px 4px 2px 12px}
.oitc--over .oitc-object{font-weight:400}
.oitc--over .oitc-status{min-width:0;color:var(--oitc-quiet);overflow-wrap:anywhere}
.oitc-details,.oitc--over .oitc-actions{flex-basis:100%;min-width:0}
.oitc.oitc--dense{padding:4px 10px}
.oitc p{margin:4px 0}
.oitc-state--critical,.oitc-state--down{--oitc-state:#c62828}
.oitc-state--warning{--oitc-state:#f2b200;--oitc-on-state:#000}
.oitc-state--ok,.oitc-state--up{--oitc-state:#1e7b34}
.oitc-heading,.oitc-marks,.oitc-actions,.oitc-chips,.oitc-dialog-buttons{display:flex;flex-wrap:wrap;gap:6px 8px;
align-items:center}
.oitc-badge{padding:1px 7px;border:1px solid var(--oitc-state);border-radius:4px;font-size:12px;font-weight:700;
line-height:16px}
.oitc--strong .oitc-badge{background:var(--oitc-state);color:var(--oitc-on-state);forced-color-adjust:none}
.oitc--over .oitc-badge{font-weight:400}
.oitc-object{min-width:0;font-weight:600;overflow-wrap:anywhere}
.oitc-marks,.oitc-hint{color:var(--oitc-quiet);font-size:12px}
.oitc-marks{margin-top:4px}
.oitc-mark{padding:0 6px;border:1px solid var(--oitc-line);border-radius:8px;font-size:12px;white-space:nowrap}
.oitc-output{margin:8px 0;padding:6px 8px;border:0;border-radius:4px;overflow:hidden;
background:rgba(var(--center-channel-color-rgb),.06);color:inherit;font-size:12px;line-height:18px}
.oitc-output code{display:block;padding:0;background:none;color:inherit;font-size:inherit;white-space:pre-wrap;
word-break:normal;overflow-wrap:anywhere}
.oitc-output--folded code{display:-webkit-box;overflow:hidden;-webkit-box-orient:vertical;-webkit-line-clamp:5}
.oitc-output+.oitc-fold{margin-top:-4px}
.oitc-fold{padding:0;border:0;background:none;color:var(--link-color);font:inherit;font-size:12px;line-height:24px}
.oitc-fold:hover{text-decoration:underline}
.oitc-handled{overflow-wrap:anywhere}
.oitc-handled .oitc-icon{vertical-align:-3px}
.oitc-unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.oitc-icon{flex:none;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
.oitc-plain{white-space:pre-wrap;overflow-wrap:anywhere}
.oitc-comment{margin:4px 0;padding:0 0 0 10px;border-left:3px solid var(--oitc-line);font-size:inherit;
overflow-wrap:anywhere}
.oitc-failure{color:var(--oitc-error);overflow-wrap:anywhere}
.oitc-actions{margin-top:8px}
.oitc-actions .oitc-failure:not(:empty){flex-basis:100%}
.oitc-button,.oitc-chip{display:inline-flex;gap:6px;align-items:center;min-height:32px;padding:4px 14px;
border:1px solid var(--oitc-line);border-radius:4px;background:none;color:var(--center-channel-color);font:inherit;
font-weight:600;text-align:left}
.oitc-button--primary{border-color:var(--button-bg);background:var(--button-bg);color:var(--button-color)}
.oitc-button--icon{justify-content:center;width:32px;padding:0;border-color:transparent}
.oitc-button--icon[aria-expanded=true]{background:rgba(var(--center-channel-color-rgb),.08)}
.oitc.oitc--calm .oitc-button--primary{border-color:var(--oitc-line);background:none;color:inherit}
.oitc-chip{border-radius:16px;font-weight:400;overflow-wrap:anywhere}
.oitc .oitc-button:hover,.oitc-chip:hover{border-color:var(--button-bg)}
.oitc-button[aria-disabled=true],.oitc-button:disabled{opacity:.7;cursor:default}
.oitc :focus-visible,.oitc-fallback :focus-visible{outline:2px solid var(--button-bg);outline-offset:2px}
.oitc-menu{position:fixed;inset:0 auto auto 0;z-index:1000;display:flex;flex-direction:column;box-sizing:border-box;
min-width:160px;max-width:min(320px,calc(100vw - 16px));max-height:calc(100vh - 16px);margin:0;padding:4px 0;
border:1px solid var(--oitc-line);border-radius:4px;background:var(--center-channel-bg);color:var(--center-channel-color);
box-shadow:0 4px 12px rgba(0,0,0,.24);overflow-y:auto}
.oitc-menu button{flex:none;min-height:36px;padding:6px 14px;border:0;background:none;color:inherit;font:inherit;text-align:left;
overflow-wrap:anywhere}
.oitc-menu button:hover,.oitc-menu button:focus{background:rgba(var(--center-channel-color-rgb),.08)}
.oitc-menu :focus-visible{outline-offset:-2px}
.oitc-spinner{display:inline-block;width:12px;height:12px;border:2px solid currentColor;border-right-color:transparent;
border-radius:50%;animation:oitc-spin 1s linear infinite}
@keyframes oitc-spin{to{transform:rotate(360deg)}}
@supports (color:oklch(from red l c h)){.oitc-button--primary{background:color-mix(in srgb,var(--button-bg) 85%,
oklch(from var(--button-color) calc(1 - l) 0 h))}}
@media (forced-colors:active){.oitc--strong .oitc-button--primary,.oitc-dialog .oitc-button--primary{
border-color:Highlight;background:Highlight;color:HighlightText;forced-color-adjust:none}
.oitc--calm[role=group],.oitc--over[role=group]{padding-left:15px;border-left-width:1px}}
@media (prefers-contrast:more){.oitc{--oitc-line:currentColor;--oitc-quiet:currentColor}}
@media (prefers-reduced-motion:reduce){.oitc-spinner{animation:none;border-style:dotted}}
.oitc-dialog{box-sizing:border-box;width:min(520px,calc(100vw - 24px));max-height:calc(100vh - 24px);padding:20px;
border:1px solid var(--oitc-line);border-radius:8px;background:var(--center-channel-bg);overflow:auto}
.oitc-dialog::backdrop{background:rgba(0,0,0,.5)}
.oitc-dialog h2{margin:0 0 8px;font-size:20px;line-height:28px;overflow-wrap:anywhere}
.oitc-field{margin:12px 0}
.oitc-field label{margin:0;font-weight:600}
.oitc-field textarea,.oitc-field input[type=datetime-local]{box-sizing:border-box;display:block;width:100%;margin:4px 0;padding:8px;
border:1px solid rgba(var(--center-channel-color-rgb),.5);border-radius:4px;background:var(--center-channel-bg);
color:inherit;font:inherit;resize:vertical}
.oitc-field [aria-invalid=true]{border-color:var(--oitc-error)}
.oitc-field .oitc-chips{margin:8px 0 0;padding:0;border:0}
.oitc-field legend{margin:0 0 4px;border:0}
.oitc-lengths{min-width:0;padding:0;border:0}
.oitc-lengths legend{font-size:inherit;font-weight:600;color:inherit}
.oitc-choice{position:relative}
.oitc-choice input{position:absolute;inset:0;margin:0;opacity:0;cursor:pointer}
.oitc-choice .oitc-chip{font-weight:400}
.oitc-choice input:checked+.oitc-chip{border-color:var(--button-bg);background:var(--button-bg);
color:var(--button-color)}
.oitc-choice input:focus-visible+.oitc-chip{outline:2px solid var(--button-bg);outline-offset:2px}
.oitc-times{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:0 16px}
.oitc-times .oitc-field{margin:4px 0}
.oitc-field input::-webkit-calendar-picker-indicator{
background:currentColor;-webkit-mask:url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M4 1h2v1h4V1h2v1h2v12H2V2h2zM4 6v6h8V6z'/%3E%3C/svg%3E") center/contain no-repeat}
.oitc-flag{display:grid;grid-template-columns:auto 1fr;gap:0 8px;align-items:start}
.oitc-flag input{margin:3px 0 0}
.oitc-flag .oitc-hint{grid-column:2}
.oitc-panel-button{position:relative;display:inline-flex}
.oitc-panel-count{position:absolute;top:-8px;left:9px;min-width:16px;padding:0 4px;border-radius:8px;background:#5f6368;color:#fff;
font-size:10px;font-weight:700;line-height:16px;text-align:center}
.app-bar__top .app-bar__icon .app-bar__icon-inner:has(.oitc-panel-button){overflow:visible}
.app-bar__icon .oitc-panel-count{left:auto;right:-11px}
.navbar-plugin-button .oitc-panel-button{color:var(--sidebar-header-text-color)}
.oitc-panel-button--urgent .oitc-panel-count{background:#c62828}
.oitc-panel-notice{padding:16px}
.oitc-notice{position:fixed;right:16px;bottom:16px;z-index:1000;max-width:min(360px,calc(100vw - 32px));padding:12px 16px;
border:1px solid var(--oitc-line);border-radius:4px;background:var(--center-channel-bg);box-shadow:0 4px 12px rgba(0,0,0,.16)}
.oitc-dialog-buttons{justify-content:flex-end;margin-top:16px}
.oitc-rights ul{margin:4px 0 0;padding:0 0 0 18px}
.oitc-rights code{white-space:nowrap}
.oitc-advanced{margin:32px 0 12px;font-size:20px;font-weight:600}
.oitc-section{margin:0 0 8px;padding:12px;border:1px solid var(--oitc-line);border-radius:4px;
background:var(--center-channel-bg)}
.oitc-section summary{position:relative;display:flex;flex-wrap:wrap;gap:4px 12px;align-items:baseline;margin:-12px;
padding:12px 12px 12px 28px;font-weight:400;cursor:pointer}
.oitc-section summary::before{position:absolute;top:16px;left:12px;content:"►";font-size:10px}
.oitc-section[open] summary{margin-bottom:0}
.oitc-section .section-body{padding:20px 4px 0}
.oitc-test p{margin:12px 0 0}
.oitc-steps{margin:8px 0 0}
.oitc-steps summary{font-weight:400;cursor:pointer}
.oitc-webhook p{margin:8px 0}
.oitc-table{margin:8px 0;overflow-x:auto}
.oitc-table table{width:100%;border-collapse:collapse}
.oitc-table th,.oitc-table td{padding:8px;border-bottom:1px solid var(--oitc-line);text-align:left;vertical-align:top;
overflow-wrap:anywhere}
.oitc-table thead th{white-space:nowrap}
.oitc-checks{margin:8px 0 0;padding:0;list-style:none}
.oitc-check{display:grid;grid-template-columns:20px 1fr;padding:4px 0;overflow-wrap:anywhere}
.oitc-sign{font-weight:700}
.oitc-check--ok .oitc-sign{color:#1e7b34}
.oitc-check--failed .oitc-sign,.oitc-check--failed strong{color:var(--oitc-error)}
.oitc-check--skipped{color:var(--oitc-quiet)}
`;

const STYLE_ID = 'openitcockpit-styles';

export const removeStyles = (document: Document): void => document.getElementById(STYLE_ID)?.remove();

/** To be called once per page. */
export const installStyles = (document: Document): void => {
    removeStyles(document);
    const style = document.createElement('style');
    style.id = STYLE_ID;
    style.textContent = CSS;
    document.head.append(style);
};
