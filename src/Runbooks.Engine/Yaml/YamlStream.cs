namespace Runbooks.Engine.Yaml;

/// <summary>What <see cref="YamlReader"/> made of a file.</summary>
/// <param name="Documents">Those that could be read; empty ones are left out.</param>
/// <param name="Mistakes">By position. A document with mistakes may still be among the documents, as far as it was understood.</param>
public sealed record YamlStream(IReadOnlyList<YamlDocument> Documents, IReadOnlyList<YamlMistake> Mistakes);
