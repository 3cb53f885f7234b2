using System.Collections.Immutable;

namespace MLFlux.Construction;

/// <summary>The network of <see cref="MembersLayer"/> with its dense layers replaced by those of members.</summary>
internal static class MemberNetwork
{
    /// <summary>
    /// The network that computes all members at once: of [rows · members, ...] or, where it begins with a dense layer, of [rows,
    /// ...].
    /// </summary>
    public static Layer Of(Layer network, int count) => Replace(network, count, takesRows: true, isFirst: true, isLast: true);

    /// <summary>Whether what computes first is a dense layer, which gives each row to all members itself.</summary>
    public static bool TakesRows(Layer network) => network switch
    {
        DenseLayer => true,
        ChainLayer chain => TakesRows(chain.Layers[0]),
        _ => false,
    };

    public static bool HasDense(Layer network) =>
        network is DenseLayer || (network is ContainerLayer container && container.Layers.Any(HasDense));

    public static bool HasMembers(Layer network) =>
        network is MembersLayer || (network is ContainerLayer container && container.Layers.Any(HasMembers));

    private static Layer Replace(Layer layer, int count, bool takesRows, bool isFirst, bool isLast) => layer switch
    {
        DenseLayer dense => new MemberDenseLayer(count, dense, takesRows, isFirst, isLast),
        ChainLayer chain => chain.With(InChain(chain, count, takesRows, isFirst, isLast)),
        ContainerLayer container => container.With([.. container.Layers.Select(inner =>
            Replace(inner, count, takesRows: false, isFirst, isLast: false))]),
        _ => layer,
    };

    private static ImmutableArray<Layer> InChain(ChainLayer chain, int count, bool takesRows, bool isFirst, bool isLast)
    {
        int last = chain.Layers.Length - 1;
        while (last > 0 && chain.Layers[last] is ActivateLayer or SoftmaxLayer or LogSoftmaxLayer or DropoutLayer or AlphaDropoutLayer)
            last--;
        int first = chain.Layers.IndexOf(chain.Layers.FirstOrDefault(HasDense)!);
        return
        [
            .. chain.Layers.Select((layer, index) =>
                Replace(layer, count, takesRows && index == 0, isFirst && index <= first, isLast && index == last)),
        ];
    }
}
