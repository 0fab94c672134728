namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>SuppliedValueFrom</c>: the value is given while the run waits, or with the submission.</summary>
public sealed record SuppliedValueFrom;
