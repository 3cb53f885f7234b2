using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLFlux.Experiments;

/// <summary>
/// ML.NET's <c>RandomizedPca</c> of as many components as its default, and fewer than features: all of them miss nothing.
/// </summary>
/// <param name="ml">The context to train in.</param>
/// <param name="columns">The columns to read.</param>
internal sealed class PcaOfRank(MLContext ml, TrainerColumns columns) : IEstimator<ITransformer>
{
    private const int MostComponents = 20;

    public ITransformer Fit(IDataView input)
    {
        int features = ((VectorDataViewType)input.Schema[columns.Features].Type).Size;
        return Trainer(Math.Clamp(features - 1, 1, MostComponents)).Fit(input);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Trainer(1).GetOutputSchema(inputSchema);

    private RandomizedPcaTrainer Trainer(int rank) =>
        ml.AnomalyDetection.Trainers.RandomizedPca(columns.Features, columns.Weight, rank);
}
