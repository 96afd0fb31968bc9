/** Styles of the details, which nothing else needs. */
export const DETAILS_CSS = `
.oitc-details h4{display:flex;flex-wrap:wrap;gap:4px;align-items:center;margin:10px 0 2px;font-size:13px;font-weight:600;line-height:18px}
.oitc-details p,.oitc-details ul{margin:0;overflow-wrap:anywhere}
.oitc-details ul{padding-left:18px}
.oitc-curve{margin:4px 0}
.oitc-curve svg{display:block;width:100%;height:56px;overflow:visible}
.oitc-curve polyline,.oitc-curve line{fill:none;stroke:var(--button-bg);stroke-width:1.5;vector-effect:non-scaling-stroke}
.oitc-curve line{stroke:var(--oitc-state);stroke-dasharray:2 3}
.oitc-curve .oitc-curve-critical{stroke-dasharray:6 2}
`;
