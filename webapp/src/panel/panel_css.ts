/** Styles of the open panel, beside those that every page has (styles.ts). */
export const PANEL_CSS = `
.oitc-panel{position:relative;display:flex;flex-direction:column;flex:1;min-width:0;height:100%;min-height:0;overflow:hidden;
font-size:13px;line-height:18px}
.oitc-panel h3{margin:0 0 4px;font-size:14px;line-height:20px;overflow-wrap:anywhere}
.oitc-list-tools{padding:8px 12px;border-bottom:1px solid var(--oitc-line)}
.oitc-list-tabs{display:flex;flex-wrap:wrap;gap:4px;min-width:0;margin:0 0 8px;padding:0;border:0}
.oitc-list-tab{padding:4px 5px;border:1px solid var(--oitc-line);border-radius:4px;background:none;color:inherit;font:inherit}
.oitc-list-tab[aria-pressed=true]{border-color:var(--button-bg);box-shadow:inset 0 -2px 0 var(--button-bg);font-weight:600}
.oitc-list-count{margin-left:4px;color:var(--oitc-quiet)}
.oitc-list-narrow{display:flex;gap:6px}
.oitc-list-filter{min-width:0;height:32px;padding:0 8px;border:1px solid rgba(var(--center-channel-color-rgb),.5);border-radius:4px;
background:var(--center-channel-bg);color:inherit;font:inherit}
input.oitc-list-filter{flex:1}
.oitc-list-trouble{margin:0;padding:8px 12px;border-bottom:1px solid var(--oitc-line)}
.oitc-list-trouble ul{margin:4px 0;padding-left:18px}
.oitc-list-empty{padding:24px 12px;color:var(--oitc-quiet);text-align:center}
.oitc-list-selection{display:flex;flex-wrap:wrap;gap:4px 8px;align-items:center;padding:6px 12px;border-bottom:1px solid var(--oitc-line)}
.oitc-list{flex:1 1 auto;min-height:120px;overflow:auto;contain:strict}
.oitc.oitc-panel .oitc-list:focus-visible{outline-offset:-2px}
.oitc-list-group{display:flex;gap:8px;align-items:center;height:100%;padding:0 12px;background:rgba(var(--center-channel-color-rgb),.06);cursor:pointer}
.oitc-list-group-name{flex:1;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.oitc-list-renamed{color:var(--oitc-quiet);font-weight:400}
.oitc-list-row{box-sizing:border-box;padding:4px 12px 4px 36px;border-bottom:1px solid var(--oitc-line);cursor:pointer}
.oitc-list-row:hover,.oitc-list-row[aria-selected=true]{background:rgba(var(--center-channel-color-rgb),.04)}
.oitc-list-row--current{box-shadow:inset 3px 0 0 var(--button-bg)}
.oitc-list-box{position:absolute;top:0;bottom:0;left:4px;width:32px;font-size:18px;line-height:44px;text-align:center}
.oitc-list-first,.oitc-list-second{display:flex;gap:6px;align-items:center;min-width:0;white-space:nowrap}
.oitc-list-second{display:block;overflow:hidden;text-overflow:ellipsis;color:var(--oitc-quiet)}
.oitc-list-state{flex:none;padding:0 5px;border-radius:3px;background:var(--oitc-state);color:var(--oitc-on-state);font-size:11px;
font-weight:700;line-height:16px;forced-color-adjust:none}
.oitc-list-name{min-width:0;overflow:hidden;text-overflow:ellipsis}
.oitc-list-age{flex:none;margin-left:auto;color:var(--oitc-quiet)}
.oitc-list-details{flex:999 0 50%}
.oitc-list-form{max-height:50%}
.oitc-list-details,.oitc-list-form{position:relative;padding:10px 12px;border-top:1px solid var(--oitc-line);overflow:auto}
.oitc-list-close{float:right}
.oitc-list-details a{margin-right:12px}
.oitc-list-field{display:block;margin:0 0 8px;font-weight:600}
.oitc-list-field textarea,.oitc-list-field select{box-sizing:border-box;display:block;width:100%;margin-top:4px;padding:6px 8px;
border:1px solid rgba(var(--center-channel-color-rgb),.5);border-radius:4px;background:var(--center-channel-bg);color:inherit;font:inherit;
font-weight:400}
.oitc-list-keys{margin:4px 0}
.oitc-list-keys div{display:flex;gap:8px}
.oitc-list-keys dt{width:56px}
.oitc-list-keys dd{margin:0}
`;
