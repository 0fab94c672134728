using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;

namespace Runbooks.Providers.Sandbox.Query;

/// <summary>Writes an answer in the manner of AWS: elements without attributes, lists as <c>item</c> elements.</summary>
internal sealed class ResponseXml : IDisposable
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false };

    // What XML 1.0 can't carry even as a character reference: control characters and the two non-characters.
    private static readonly SearchValues<char> Unwritable = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code).Where(c => c is not ('\t' or '\n' or '\r')), '\uFFFE', '\uFFFF']);

    private readonly MemoryStream _bytes = new();
    private readonly XmlWriter _xml;
    private readonly string _itemName;
    private string _namespace = "";

    public ResponseXml(string itemName)
    {
        _itemName = itemName;
        _xml = XmlWriter.Create(_bytes, Settings);
    }

    public ReadOnlyMemory<byte> Finish()
    {
        _xml.Flush();
        return _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);
    }

    public void Root(string name, string xmlNamespace, Action content)
    {
        _namespace = xmlNamespace;
        Group(name, content);
    }

    public void Group(string name, Action content)
    {
        _xml.WriteStartElement(name, _namespace);
        content();
        _xml.WriteEndElement();
    }

    public void Group<T>(string name, T of, Action<ResponseXml, T> content)
    {
        _xml.WriteStartElement(name, _namespace);
        content(this, of);
        _xml.WriteEndElement();
    }

    public void Items<T>(string name, IEnumerable<T> items, Action<ResponseXml, T> content)
    {
        _xml.WriteStartElement(name, _namespace);
        foreach (var item in items)
            Group(_itemName, item, content);
        _xml.WriteEndElement();
    }

    /// <summary>Nothing at all for null; an empty element for the empty text.</summary>
    public void Text(string name, string? value)
    {
        if (value is not null)
            _xml.WriteElementString(name, _namespace, Writable(value));
    }

    public void Flag(string name, bool value) => Text(name, value ? "true" : "false");

    public void Number(string name, int value) => Text(name, value.ToString(CultureInfo.InvariantCulture));

    public void Time(string name, DateTimeOffset value) => Text(name, WireTime(value));

    /// <summary>ISO 8601 in UTC with milliseconds: <c>2026-01-31T08:15:00.000Z</c>.</summary>
    public static string WireTime(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public void Dispose() => _xml.Dispose();

    private static string Writable(string text) => text.AsSpan().ContainsAny(Unwritable)
        ? string.Concat(text.Select(c => Unwritable.Contains(c) ? '?' : c))
        : text;
}
