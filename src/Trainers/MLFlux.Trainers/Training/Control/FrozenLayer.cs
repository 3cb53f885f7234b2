using MLFlux.Construction;

namespace MLFlux;

/// <summary>
/// A part of a network whose weights stay as they are: <c>FrozenLayers = ["0", new FrozenLayer("2", thawEpoch: 3)]</c>. Its
/// weights stay equal to the bit, whatever the optimizer, and what it keeps of its data (running means) stays too.
/// </summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed record FrozenLayer
{
    /// <summary>Names the part.</summary>
    /// <param name="name">
    /// A weight as it is named in the model, <c>0.weight</c>, or the beginning of such names up to a dot: <c>0</c> for all
    /// weights of a chain's first layer, <c>2.0</c> for those of the first layer of the chain in the third place.
    /// </param>
    /// <param name="thawEpoch">The number (from 1) of the first epoch in which it learns again; null for never.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is less than 2.</exception>
    public FrozenLayer(string name, int? thawEpoch = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (thawEpoch is int epoch)
            ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 2, nameof(thawEpoch));
        Name = name;
        ThawEpoch = thawEpoch;
    }

    /// <summary>The name, or the beginning of the names, of its weights.</summary>
    public string Name { get; }

    /// <summary>The first epoch in which it learns again; null for never.</summary>
    public int? ThawEpoch { get; }

    /// <summary>A part that stays frozen over the whole fit, by its name.</summary>
    public static implicit operator FrozenLayer(string name) => FromString(name);

    /// <summary>A part that stays frozen over the whole fit, by its name.</summary>
    public static FrozenLayer FromString(string name) => new(name);

    /// <summary>As it is written in code.</summary>
    internal string ToCode() => ThawEpoch is int epoch
        ? $"new FrozenLayer({CodeText.Text(Name)}, thawEpoch: {CodeText.Number(epoch)})"
        : CodeText.Text(Name);

    /// <summary>Whether a weight or module of this name belongs to the part.</summary>
    internal static bool Covers(string part, string name) =>
        name.StartsWith(part, StringComparison.Ordinal) && (name.Length == part.Length || name[part.Length] == '.');
}
