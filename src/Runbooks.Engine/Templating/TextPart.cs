namespace Runbooks.Engine.Templating;

/// <summary>A piece of a text: a tag, or what stands between tags.</summary>
/// <param name="Text">As written.</param>
internal readonly record struct TextPart(string Text, Tag? Tag);
