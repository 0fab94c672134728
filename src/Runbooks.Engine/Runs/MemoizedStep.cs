using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Runs;

/// <summary>A step that succeeded in the run that this one was made of: it isn't carried out again.</summary>
/// <param name="NodeId">Its node's id in that run.</param>
public sealed record MemoizedStep(string NodeId, StepOutputs? Outputs);
