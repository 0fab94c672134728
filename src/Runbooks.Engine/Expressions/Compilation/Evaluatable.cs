namespace Runbooks.Engine.Expressions.Compilation;

/// <summary>A compiled expression, or part of one.</summary>
internal delegate object? Evaluatable(Evaluation evaluation);
