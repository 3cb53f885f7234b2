using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using static MLFlux.Layers;

namespace Recommendations;

/// <summary>The network of both parts: a vector for each user and for each film, multiplied value by value.</summary>
internal static class Vectors
{
    private const int Width = 8;

    /// <summary>In training, one id of twenty is taken for an unknown one, so that the vector of unknown ones learns.</summary>
    private const double Unknown = 0.05;

    /// <summary>The network for the keys of a view.</summary>
    public static Layer Network(IDataView keyed) => Chain(
        Inputs(Combine.Multiply, ("User", Of(keyed, "User")), ("Film", Of(keyed, "Film"))),
        Output());

    /// <summary>What makes keys of the names; a name that is not there in fitting becomes the missing key, 0.</summary>
    public static IEstimator<ITransformer> Keys(MLContext ml) =>
        ml.Transforms.Conversion.MapValueToKey([new InputOutputColumnPair("User"), new InputOutputColumnPair("Film")]);

    private static ChainLayer Of(IDataView keyed, string column)
    {
        int levels = checked((int)((KeyDataViewType)keyed.Schema[column].Type).Count) + 1;
        return Chain(Embedding(levels, Width, Initializers.Normal(0.3), unknown: Unknown), Flatten());
    }
}
