using System.Text.Json.Nodes;

namespace Runbooks.Engine.Resources;

/// <summary>One value in, any number of values out: what both <c>jsonPath</c> and <c>jqFilter</c> are made of.</summary>
internal delegate IEnumerable<JsonNode?> JsonFilter(JsonNode? value);
