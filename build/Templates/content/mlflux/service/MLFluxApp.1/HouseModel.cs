using Microsoft.ML;
using MLFlux;

namespace MLFluxApp._1;

/// <summary>Trains the model that is served.</summary>
public static class HouseModel
{
    public static void Train(string modelPath)
    {
        string table = Path.ChangeExtension(modelPath, ".csv");
        MadeHouses.Write(table);
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadTable(table);
        ReadyPipeline ready = ml.Pipelines().Tabular(rows, MadeHouses.Label, new TabularOptions { Quality = Quality.Quick });
        ITransformer model = ready.Fit(rows);
        ml.Model.SaveAtomically(model, rows.Schema, modelPath, ModelCard.Describe(ready, model, rows.Schema));
    }
}
