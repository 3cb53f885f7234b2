namespace MLFlux;

/// <summary>Networks among ML.NET's trainers.</summary>
public static partial class NeuralNetworkCatalog
{
    private static NeuralNetworkOptions Options(
        string labelColumnName,
        string featureColumnName,
        string? exampleWeightColumnName,
        int epochs,
        int batchSize,
        double learningRate) => new()
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            Epochs = epochs,
            BatchSize = batchSize,
            Optimizer = Optimizers.Adam(learningRate),
        };
}
