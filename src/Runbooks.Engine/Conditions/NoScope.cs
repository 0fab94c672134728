using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Conditions;

/// <summary>For conditions without tags.</summary>
internal sealed class NoScope : Scope
{
    public static readonly NoScope Instance = new();

    protected override string? FindHere(string name) => null;
}
