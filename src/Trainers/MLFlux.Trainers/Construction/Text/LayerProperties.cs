using System.Text.Json.Nodes;

namespace MLFlux.Construction;

/// <summary>
/// What a layer says of itself, once for its printed form and its JSON: the properties without which it cannot be made, and
/// those that are not their defaults.
/// </summary>
internal sealed class LayerProperties
{
    private readonly List<(string Name, PropertyValue Value, bool IsNamed)> _all = [];

    /// <summary>A property that stands at its place, without a name, in code.</summary>
    public LayerProperties Placed(string name, PropertyValue value)
    {
        _all.Add((name, value, IsNamed: false));
        return this;
    }

    /// <summary>A property that is named in code.</summary>
    public LayerProperties Named(string name, PropertyValue value)
    {
        _all.Add((name, value, IsNamed: true));
        return this;
    }

    /// <summary>A property that is named in code, and left out where it is its default.</summary>
    public LayerProperties Named(string name, int value, int absent) => value == absent ? this : Named(name, value);

    /// <inheritdoc cref="Named(string, int, int)"/>
    public LayerProperties Named(string name, double value, double absent) => value == absent ? this : Named(name, value);

    /// <inheritdoc cref="Named(string, int, int)"/>
    public LayerProperties Named(string name, bool value, bool absent) => value == absent ? this : Named(name, value);

    /// <inheritdoc cref="Named(string, int, int)"/>
    public LayerProperties Named(string name, Extent value, Extent absent) => value == absent ? this : Named(name, value);

    /// <summary>A padding, left out where there is none.</summary>
    public LayerProperties Named(Padding padding) => padding == default ? this : Named("padding", padding);

    /// <summary>An activation, without a name, left out where it is its default.</summary>
    public LayerProperties Placed(Activation activation, Activation? absent = null) =>
        activation == (absent ?? Activation.Identity) ? this : Placed("activation", activation);

    /// <summary>Whether there is a bias, and the initialiser, left out where they are their defaults.</summary>
    public LayerProperties Weights(bool bias, Initializer initializer, bool absentBias = true, Initializer? absentInitializer = null)
    {
        Named("bias", bias, absentBias);
        return initializer == (absentInitializer ?? Initializers.GlorotUniform) ? this : Named("initializer", initializer);
    }

    /// <summary>The layer as it is written in code.</summary>
    public string Print(string layer) =>
        $"{layer}({string.Join(", ", _all.Select(p => p.IsNamed ? $"{p.Name}: {p.Value.Code}" : p.Value.Code))})";

    /// <summary>Adds the properties to a layer's JSON.</summary>
    public void Write(JsonObject json)
    {
        foreach ((string name, PropertyValue value, _) in _all)
            json[name] = value.Json;
    }
}
