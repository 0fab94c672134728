namespace Runbooks.Engine.Yaml;

/// <summary>A place in a file; lines and columns count from 1, columns in UTF-16 units as editors do.</summary>
public readonly record struct Position(int Line, int Column)
{
    public static Position Start { get; } = new(1, 1);

    public override string ToString() => $"{Line}:{Column}";
}
