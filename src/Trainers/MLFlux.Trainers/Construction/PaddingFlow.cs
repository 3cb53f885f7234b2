namespace MLFlux.Construction;

/// <summary>Follows padding through a network: from the layer that declares it to those that leave it out.</summary>
internal static class PaddingFlow
{
    /// <summary>Makes sure that no layer takes padding for content.</summary>
    /// <exception cref="NetworkShapeException">One does; the message names it.</exception>
    public static void Check(Layer network, Shape input) => network.PaddedAxis(input, padded: null);

    /// <summary>The fault of a layer that gives sequences with padding where nothing can know of it.</summary>
    public static NetworkShapeException EndsPadded(Layer layer) => new(
        layer, "gives steps that are padding, and nothing behind it leaves them out. End it with a recurrent layer, or with "
        + "Permute(1, 0), GlobalMaxPool(), Flatten().");

    /// <summary>The fault of a layer that would take padding for content.</summary>
    public static NetworkShapeException TakesPadding(Layer layer) => new(
        layer, "would take padding for content: a layer before it declares padding, and this one neither leaves it out nor keeps the "
        + "steps apart. Put one that leaves padding out before it, such as a recurrent layer, or Permute(1, 0) and a global pool; or "
        + "write paddingIndex for padding in the Embedding, which makes the vectors of padding zeros and no more.");

    /// <summary>What several layers side by side agree on.</summary>
    /// <param name="layer">The layer that they are in.</param>
    /// <param name="axes">What each of them gives.</param>
    /// <exception cref="NetworkShapeException">They do not agree.</exception>
    public static int? Common(Layer layer, IReadOnlyList<int?> axes) => axes.Distinct().Count() == 1
        ? axes[0]
        : throw new NetworkShapeException(
            layer, "combines steps of which some are padding with values of which none is. Let each of its layers leave padding out, or "
            + "none.");
}
