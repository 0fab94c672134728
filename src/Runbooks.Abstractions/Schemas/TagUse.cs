namespace Runbooks.Schemas;

/// <summary>How a text with a <c>{{tag}}</c>, whose value is not known yet, is held against a schema.</summary>
public enum TagUse
{
    /// <summary>Like any other text: the tags are filled in.</summary>
    None,

    /// <summary>It is some text; <see cref="Schema.TagsAnywhere"/> says where it is more.</summary>
    InText,

    /// <summary>It stands for a value of any type.</summary>
    Anywhere,
}
