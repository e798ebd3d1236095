/** The colours of pictures in docs, light and dark: those of the report's. */
export const palette = `
.ground { fill: #ffffff; } .word { fill: #1f2328; } .soft { fill: #57606a; }
.node { fill: #f6f8fa; stroke: #57606a; } .kept { fill: #ddf4ff; stroke: #57606a; }
.way { fill: none; stroke: #57606a; stroke-width: 1.5; } .tip { fill: #57606a; }
.good { fill: #116329; } .doubtful { fill: #7d4e00; } .bad { fill: #a40e26; }
@media (prefers-color-scheme: dark) {
  .ground { fill: #0d1117; } .word { fill: #e6edf3; } .soft { fill: #9198a1; }
  .node { fill: #151b23; stroke: #9198a1; } .kept { fill: #10263f; stroke: #9198a1; }
  .way { stroke: #9198a1; } .tip { fill: #9198a1; }
  .good { fill: #3fb950; } .doubtful { fill: #d29922; } .bad { fill: #ff7b72; }
}
`;
