using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Estimators;
using MLFlux.Evaluation;

namespace MLFlux.Experiments;

/// <summary>
/// Several labels by as many models of yes or no, each on its own (binary relevance), whose scores are put side by side.
/// </summary>
/// <param name="ml">The context to train in.</param>
/// <param name="labelColumn">The labels.</param>
/// <param name="create">Makes the trainer of one label, which is in the column of that name.</param>
internal sealed class OneModelALabel(MLContext ml, string labelColumn, Func<string, IEstimator<ITransformer>> create)
    : IEstimator<ITransformer>
{
    private const string One = "OneLabel";

    private static readonly string[] s_columns = [ScoredColumns.Score, ScoredColumns.Probability, ScoredColumns.PredictedLabel];

    public ITransformer Fit(IDataView input)
    {
        DataViewSchema.Column column = input.Schema[labelColumn];
        IReadOnlyList<string> names = new MultilabelBinding(column).Classes;
        var chain = new List<ITransformer>();
        IDataView view = input;
        for (int label = 0; label < names.Count; label++)
        {
            Add(create(One).Fit(Single(input, column, label)));
            foreach (string name in s_columns)
                Add(ml.Transforms.CopyColumns($"{name}.{label}", name).Fit(view));
        }

        // Slots are called as the columns that they come from.
        foreach (string name in s_columns)
        {
            for (int label = 0; label < names.Count; label++)
                Add(ml.Transforms.CopyColumns(names[label], $"{name}.{label}").Fit(view));
            Add(ml.Transforms.Concatenate(name, [.. names]).Fit(view));
        }

        return new TransformerChain<ITransformer>([.. chain]);

        void Add(ITransformer one)
        {
            chain.Add(one);
            view = one.Transform(view);
        }
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;

    /// <summary>The rows with one label as a bool.</summary>
    private IDataView Single(IDataView rows, DataViewSchema.Column column, int label)
    {
        var type = (VectorDataViewType)column.Type;
        return type.ItemType switch
        {
            KeyDataViewType => Map<uint>(keys => keys.GetValues().Contains((uint)label + 1)),
            BooleanDataViewType => Map<bool>(values => values.GetItemOrDefault(label)),
            _ => Map<float>(values => values.GetItemOrDefault(label) == 1),
        };

        IDataView Map<T>(Func<VBuffer<T>, bool> has)
        {
            SchemaDefinition input = SchemaDefinition.Create(typeof(Several<T>));
            SchemaDefinition.Column labels = input[nameof(Several<T>.Labels)];
            (labels.ColumnName, labels.ColumnType) = (column.Name, type);
            return ml.Transforms.CustomMapping<Several<T>, OneLabelOnly>(
                (several, one) => one.OneLabel = has(several.Labels), contractName: null, inputSchemaDefinition: input).Fit(rows)
                .Transform(rows);
        }
    }

    private sealed class Several<T>
    {
        public VBuffer<T> Labels { get; set; }
    }

    private sealed class OneLabelOnly
    {
        public bool OneLabel { get; set; }
    }
}
