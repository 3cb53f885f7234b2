using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Training;

namespace MLFlux.Interop;

/// <summary>Reads the rows of a data view into memory, once, and leaves out those that cannot be learned from.</summary>
internal sealed class RowReader(IHost host, NeuralNetworkOptions options, LabelBinding label)
{
    private const int RowsBetweenChecks = 1024;

    /// <exception cref="InvalidOperationException">There is no usable row.</exception>
    public TrainingSet Read(IDataView data, IChannel channel, string what)
    {
        DataViewSchema schema = data.Schema;
        DataViewSchema.Column featureColumn = schema[options.FeatureColumnName];
        DataViewSchema.Column? weightColumn = options.ExampleWeightColumnName is string name ? schema[name] : null;
        DataViewSchema.Column[] active = [featureColumn, schema[options.LabelColumnName], .. weightColumn is null ? [] : new[] { weightColumn.Value }];

        using DataViewRowCursor cursor = data.GetRowCursor(active);
        LabelReader labels = label.CreateReader(cursor);
        ValueGetter<VBuffer<float>> featureGetter = FeatureGetter.Create(cursor, featureColumn);
        ValueGetter<float>? weightGetter = weightColumn is null ? null : cursor.GetGetter<float>(weightColumn.Value);
        var features = new FeatureStore(((VectorDataViewType)featureColumn.Type).Size);
        List<float>? weights = weightColumn is null ? null : [];
        VBuffer<float> row = default;
        float weight = 1;
        long missingLabels = 0, missingFeatures = 0, uselessWeights = 0;

        while (cursor.MoveNext())
        {
            if (cursor.Position % RowsBetweenChecks == 0)
                CheckAlive();

            weightGetter?.Invoke(ref weight);
            featureGetter(ref row);
            if (!labels.TryRead())
            {
                missingLabels++;
            }
            else if (!(weight > 0 && float.IsFinite(weight)))
            {
                uselessWeights++;
            }
            else if (!features.TryAdd(row))
            {
                missingFeatures++;
            }
            else
            {
                labels.Keep();
                weights?.Add(weight);
            }
        }

        string skipped = Describe(missingLabels, missingFeatures, uselessWeights);
        if (features.Count == 0)
        {
            throw new InvalidOperationException(
                $"There is no row to use in the {what} data{(skipped.Length == 0 ? "; it is empty" : ": " + skipped)}.");
        }

        if (skipped.Length > 0)
            channel.Warning($"Rows left out of the {what} data: {skipped}.");
        return new TrainingSet(features, labels.Targets, weights);
    }

    public void CheckAlive()
    {
        host.CheckAlive();
        options.CancellationToken.ThrowIfCancellationRequested();
    }

    private string Describe(long missingLabels, long missingFeatures, long uselessWeights)
    {
        var reasons = new List<string>();
        if (missingLabels > 0)
            reasons.Add($"{missingLabels} with a missing label in '{options.LabelColumnName}'");
        if (missingFeatures > 0)
            reasons.Add($"{missingFeatures} with a value in '{options.FeatureColumnName}' that is not a finite number");
        if (uselessWeights > 0)
            reasons.Add($"{uselessWeights} with a weight in '{options.ExampleWeightColumnName}' that is not a positive finite number");
        return string.Join(", ", reasons);
    }
}
