using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Text;
using MLFlux;
using static MLFlux.Activation;
using static MLFlux.Layers;

// Left out: Id, which is a whole number of its own in each row, as a number of the row is.
// Left out: Country, which has one value only, 'Here'.
internal static class PricePipeline
{
    public static IEstimator<ITransformer> Create(MLContext ml)
    {
        var network = Chain(
            PiecewiseLinear(18, passing: [11..^0]),
            Members(
                8,
                Chain(
                    Dense(128, Relu),
                    Dropout(0.1),
                    Dense(128, Relu),
                    Dropout(0.1),
                    Output())));

        var training = new NeuralNetworkOptions
        {
            LabelColumnName = "Price",
            Optimizer = Optimizers.AdamW(learningRate: 0.002, weightDecay: 0.0003),
            Schedule = Schedules.OneCycle(rise: 0.3, first: 0.04, final: 4E-06, byBatch: true),
            BatchSize = 32,
            Epochs = 60,
        };

        return ml.Transforms.Conversion.ConvertType([new("Garden_number", "Garden")], DataKind.Single)
            .Append(ml.Transforms.DateParts("Sold_parts", "Sold"))
            .Append(ml.Transforms.NormalizeRobust([
                new("Rooms_scaled", "Rooms"), new("Area_scaled", "Area"), new("Sold_parts"),
                new("Stars_scaled", "Stars"),
            ], clip: false))
            .Append(ml.Transforms.IndicateMissingValues([new("Rooms_missing", "Rooms_scaled")]))
            .Append(ml.Transforms.Conversion.ConvertType([new("Rooms_missing")], DataKind.Single))
            .Append(ml.Transforms.ReplaceMissingValues([new("Rooms_scaled"), new("Area_scaled"), new("Stars_scaled")], MissingValueReplacingEstimator.ReplacementMode.DefaultValue))
            .Append(ml.Transforms.Categorical.OneHotEncoding([new("District_onehot", "District"), new("Quick_onehot", "Quick")]))
            .Append(ml.Transforms.Text.FeaturizeText("Advert_text", new TextFeaturizingEstimator.Options
            {
                CharFeatureExtractor = null,
                WordFeatureExtractor = new WordBagEstimator.Options { NgramLength = 2, MaximumNgramsCount = [50000] },
            }, "Advert"))
            .Append(ml.Transforms.WeighFeatures("Advert_text", labelColumnName: "Price", maximumFeatures: 1000))
            .Append(ml.Transforms.NormalizeLpNorm("Advert_text"))
            .Append(ml.Transforms.Concatenate("Features", [
                "Rooms_scaled", "Area_scaled", "Sold_parts", "Stars_scaled", "Rooms_missing", "Garden_number",
                "District_onehot", "Advert_text", "Quick_onehot",
            ]))
            .Append(ml.Regression.Trainers.NeuralNetwork(network, training));
    }
}
