namespace Runbooks.Schemas;

/// <summary>One field of an <see cref="ObjectSchema"/>.</summary>
/// <param name="Name">As written in the document.</param>
/// <param name="Required">An object without it is a mistake.</param>
public sealed record Field(string Name, Schema Schema, bool Required = false)
{
    /// <summary>Set for a field that is known but can't be carried out: why, or what to use instead.</summary>
    public string? Unsupported { get; init; }

    /// <summary>Written by a server; whoever else reads the document passes over it.</summary>
    public bool IsSetByServer { get; init; }

    /// <summary>What it is for, in a sentence or two; else the schema's own description tells.</summary>
    public string? Description { get; init; }

    /// <summary>What counts if it isn't given, as it would be written; null if nothing does.</summary>
    public string? Default { get; init; }
}
