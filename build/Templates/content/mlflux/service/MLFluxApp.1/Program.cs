using Microsoft.AspNetCore.Builder;
using MLFluxApp._1;

// dotnet run --project MLFluxApp.1, then http://127.0.0.1:5080; the model is trained at the first start.
const string Model = "model.zip";
if (!File.Exists(Model))
    HouseModel.Train(Model);

await using WebApplication service = HouseService.Create(Model, "http://127.0.0.1:5080");
await service.RunAsync();
